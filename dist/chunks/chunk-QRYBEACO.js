import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var r=["error","warning","note"],l=["very-high","high","medium","low"],a=["enable-protection","next-backup","later","check-by-hand"];function t(n){let o=[n.level,...n.levels.flatMap(({level:e})=>e??[])];return r.filter(e=>o.includes(e))}export{r as a,l as b,a as c,t as d};
