#!/usr/bin/env node
import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a as n}from"./chunks/chunk-INF4XIGU.js";import{a as d,b as a}from"./chunks/chunk-ZLSUSB52.js";import{a as i}from"./chunks/chunk-FVY7Y5SY.js";import{a as c}from"./chunks/chunk-DXZHMHLS.js";import"./chunks/chunk-XY7QUVLB.js";var u=2,l=70,f=130;async function m(){let e=process.argv.slice(2);if(e.length===1&&e[0]==="--version")return process.stdout.write(`${n.version}
`),0;let{main:r}=await import("./chunks/main-GLLALFGY.js");return r(e,{stdout:s=>p(process.stdout,s).catch(t=>{throw new c(`The output cannot be written (${i(t)}).`,void 0,{cause:t})}),stderr:s=>p(process.stderr,s).catch(()=>{}),isTerminal:process.stdout.isTTY,isErrorTerminal:process.stderr.isTTY,env:process.env,now:new Date,interruptible:w})}function w(){let e=new AbortController;return process.on("SIGINT",()=>{e.signal.aborted&&process.exit(f),process.stderr.write(`
Interrupted: using what was read so far. Press Ctrl-C again to stop at once.
`),e.abort()}),e.signal}function p(e,r){return new Promise((s,t)=>{e.write(r,o=>o&&!h(o)?t(o):s())})}function h(e){return i(e)==="EPIPE"}for(let e of[process.stdout,process.stderr])e.on("error",()=>{});try{process.exitCode=await m()}catch(e){if(e instanceof c){let r=e.hint===void 0?"":`  ${a(e.hint).replaceAll(`
`,`
  `)}
`;process.stderr.write(`${n.name}: ${d(e.message)}
${r}`),process.exitCode=u}else{process.stderr.write(`${n.name}: this is a bug; please report it with the lines below.
`);let r=e instanceof Error?e.stack??e.message:String(e);process.stderr.write(`${a(r)}
`),process.exitCode=l}}
