import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var r=class extends Error{constructor(e,t,n){super(e,n);this.hint=t}hint;name="UserError"};export{r as a};
