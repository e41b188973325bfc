import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a}from"./chunk-XINDVFGI.js";import"./chunk-RYESCRH4.js";import"./chunk-4X2W24KC.js";import"./chunk-GXEYQ2MZ.js";import"./chunk-P36NXECW.js";import"./chunk-DXZHMHLS.js";import"./chunk-XY7QUVLB.js";export{a as openInventoryFile};
