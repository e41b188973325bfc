import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var t=/[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;function e(u){return u.replace(t,f=>`\\u${f.charCodeAt(0).toString(16).padStart(4,"0")}`)}export{e as a};
