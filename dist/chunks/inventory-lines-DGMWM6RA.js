import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import"./chunk-XY7QUVLB.js";async function*l(o){let{source:s,shared:i,slices:c,gaps:t}=o,r=0;yield e({backupLintInventory:1,sliced:!0,trailer:!0,source:s});for(let n of i)r++,yield e(n);for await(let n of c)for(let y of n.resources)r++,yield e(y);for(let n of t)yield e({gap:n});yield e({end:{rows:r,gaps:t.length}})}function e(o){return`${JSON.stringify(o)}
`}export{l as inventoryLines};
