import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a,b}from"./chunk-YJYW7TSU.js";import"./chunk-D2U2SLWS.js";import"./chunk-FVY7Y5SY.js";import"./chunk-LNNNUJPR.js";import"./chunk-QIK3JCXT.js";import"./chunk-DXZHMHLS.js";import"./chunk-XY7QUVLB.js";export{a as BrokenReport,b as readReport};
