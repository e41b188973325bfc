import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var r=String.raw`\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb`,u=new RegExp(String.raw`[\u0000-\u001f${r}]`,"g"),f=new RegExp(`[${r}]`,"g"),i=/^(\s*):(?=:)|##(?=\[)/g;function s(n){return n.replace(u,e).replace(i,(g,t)=>t===void 0?"#\\u0023":`${t}\\u003a`)}function a(n){return n.split(`
`).map(s).join(`
`)}function o(n){return n.replace(f,e).replaceAll("##[","#\\u0023[")}function e(n){return`\\u${n.charCodeAt(0).toString(16).padStart(4,"0")}`}export{s as a,a as b,o as c};
