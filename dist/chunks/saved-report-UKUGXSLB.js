import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a}from"./chunk-IGQCF23J.js";import"./chunk-QY3SLONG.js";import"./chunk-GXEYQ2MZ.js";import"./chunk-LNNNUJPR.js";import"./chunk-QIK3JCXT.js";import"./chunk-DXZHMHLS.js";import"./chunk-XY7QUVLB.js";export{a as readReport};
