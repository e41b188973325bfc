import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var e=(n,r)=>n<r?-1:n>r?1:0;export{e as a};
