#!/usr/bin/env node
import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a as t}from"./chunks/chunk-INF4XIGU.js";import{a as o}from"./chunks/chunk-I5R5EEWY.js";import{a as i}from"./chunks/chunk-GXEYQ2MZ.js";import{a as c}from"./chunks/chunk-DXZHMHLS.js";import"./chunks/chunk-XY7QUVLB.js";var d=2,u=70;async function f(){let e=process.argv.slice(2);if(e.length===1&&e[0]==="--version")return process.stdout.write(`${t.version}
`),0;let{main:s}=await import("./chunks/main-57UUNS7S.js");return s(e,{stdout:r=>a(process.stdout,r),stderr:r=>a(process.stderr,r),isTerminal:process.stdout.isTTY,env:process.env,now:new Date})}function a(e,s){return new Promise((r,p)=>{e.write(s,n=>n?p(n):r())})}function m(e){return i(e)==="EPIPE"}process.stdout.on("error",e=>{if(!m(e))throw e});try{process.exitCode=await f()}catch(e){if(e instanceof c){let s=e.hint===void 0?"":`  ${o(e.hint)}
`;process.stderr.write(`${t.name}: ${o(e.message)}
${s}`),process.exitCode=d}else m(e)||(process.stderr.write(`${t.name}: this is a bug; please report it with the lines below.
`),process.stderr.write(`${e instanceof Error?e.stack??e.message:String(e)}
`),process.exitCode=u)}
