import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a}from"./chunk-B5TZM4W3.js";import"./chunk-LNNNUJPR.js";import"./chunk-SC3OSGIN.js";import"./chunk-GXEYQ2MZ.js";import"./chunk-DXZHMHLS.js";import"./chunk-XY7QUVLB.js";export{a as readReport};
