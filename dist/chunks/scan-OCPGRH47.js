import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a}from"./chunk-KQHC6ZL3.js";import"./chunk-6CYS5NJM.js";import"./chunk-QC3UMOZJ.js";import"./chunk-INF4XIGU.js";import"./chunk-W7CMJNBB.js";import"./chunk-QRYBEACO.js";import"./chunk-4X2W24KC.js";import"./chunk-P36NXECW.js";import"./chunk-XY7QUVLB.js";export{a as scan};
