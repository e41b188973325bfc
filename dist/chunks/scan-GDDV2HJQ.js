import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a}from"./chunk-2F4RK7UE.js";import"./chunk-INF4XIGU.js";import"./chunk-DOACDW3E.js";import"./chunk-C7KM4KRO.js";import"./chunk-DAGC4UHV.js";import"./chunk-6CYS5NJM.js";import"./chunk-QRYBEACO.js";import"./chunk-4X2W24KC.js";import"./chunk-XY7QUVLB.js";export{a as scan};
