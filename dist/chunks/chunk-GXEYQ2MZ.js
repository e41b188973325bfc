import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
function t(n){return typeof n!="object"||n===null||!("code"in n)?"":typeof n.code=="string"?n.code:""}export{t as a};
