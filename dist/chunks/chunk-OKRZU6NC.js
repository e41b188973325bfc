import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{c}from"./chunk-NE3RKUNB.js";import{a as r}from"./chunk-AT3UMY4I.js";import{c as e,e as l}from"./chunk-5AQ4WH3V.js";async function a(o){let i=await r(".",o.config),n=await l(c(o.policies,i));return e(n,i?.policies??[])}export{a};
