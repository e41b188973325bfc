#!/usr/bin/env node
import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a as t}from"./chunks/chunk-INF4XIGU.js";import{a as n}from"./chunks/chunk-6XAEPIQS.js";import{a as i}from"./chunks/chunk-GXEYQ2MZ.js";import{a as c}from"./chunks/chunk-DXZHMHLS.js";import"./chunks/chunk-XY7QUVLB.js";var m=2,u=70,l=130;async function f(){let r=process.argv.slice(2);if(r.length===1&&r[0]==="--version")return process.stdout.write(`${t.version}
`),0;let{main:e}=await import("./chunks/main-HV2FFMYV.js");return e(r,{stdout:s=>a(process.stdout,s),stderr:s=>a(process.stderr,s),isTerminal:process.stdout.isTTY,isErrorTerminal:process.stderr.isTTY,env:process.env,now:new Date,interruptible:w})}function w(){let r=new AbortController;return process.once("SIGINT",()=>{process.stderr.write(`
Interrupted: using what was read so far. Press Ctrl-C again to stop at once.
`),r.abort(),process.once("SIGINT",()=>process.exit(l))}),r.signal}function a(r,e){return new Promise((s,d)=>{r.write(e,o=>o&&!p(o)?d(o):s())})}function p(r){return i(r)==="EPIPE"}for(let r of[process.stdout,process.stderr])r.on("error",e=>{if(!p(e))throw e});try{process.exitCode=await f()}catch(r){if(r instanceof c){let e=r.hint===void 0?"":`  ${n(r.hint)}
`;process.stderr.write(`${t.name}: ${n(r.message)}
${e}`),process.exitCode=m}else process.stderr.write(`${t.name}: this is a bug; please report it with the lines below.
`),process.stderr.write(`${r instanceof Error?r.stack??r.message:String(r)}
`),process.exitCode=u}
