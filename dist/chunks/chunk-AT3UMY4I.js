import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a as o}from"./chunk-PVAEQEF7.js";async function r(n,f){let i=await o(n,f);if(i===void 0)return;let{readConfig:e}=await import("./read-config-JB6QABO3.js");return e(i,n)}export{r as a};
