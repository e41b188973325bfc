import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
function r({state:e}){return e==="expired"||e==="too-long"||e==="unused"}export{r as a};
