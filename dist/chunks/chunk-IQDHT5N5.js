import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a as R}from"./chunk-6CYS5NJM.js";import{a as l,b as u,c as h,d as v}from"./chunk-QBGZ637Q.js";import{a}from"./chunk-I5R5EEWY.js";import{d as y}from"./chunk-QRYBEACO.js";import{f as $}from"./chunk-4X2W24KC.js";function*O(e){let{findings:t,unknowns:n,gaps:o,formatVersion:r,tool:i,source:s,summary:c}=e;yield JSON.stringify({formatVersion:r,tool:i,source:s,summary:c},null,2).slice(0,-2),yield*m("findings",t),yield*m("unknowns",n),yield*m("gaps",o),yield`
}
`}function*m(e,t){yield`,
  ${JSON.stringify(e)}: [`;let n=`
    `;for(let o of t)yield n+JSON.stringify(o,null,2).replaceAll(`
`,`
    `),n=`,
    `;yield t.length===0?"]":`
  ]`}import{createHash as w}from"node:crypto";var g=5e3,L=100,C={error:"8.0",warning:"5.5",note:"2.5"},x={error:"error",warning:"warning",note:"recommendation"};function*b(e){let{results:t=[],...n}=j(e),r=JSON.stringify({...{$schema:"https://json.schemastore.org/sarif-2.1.0.json",version:"2.1.0"},runs:[n]},null,1);yield`${r.slice(0,r.lastIndexOf(`
  }
 ]`))},
   "results": [`;let i=`
    `;for(let s of t)yield i+JSON.stringify(s,null,1).replaceAll(`
`,`
    `),i=`,
    `;yield t.length===0?`]
  }
 ]
}
`:`
   ]
  }
 ]
}
`}function j(e){let{tool:t,policies:n,findings:o,source:r}=e,i=new Map(n.map((s,c)=>[s.id,c]));return{tool:{driver:{...t,semanticVersion:t.version,rules:n.map(E)}},automationDetails:{id:`backup-lint/live/${M(r)}/`},originalUriBaseIds:{"%SRCROOT%":{description:{text:"The root of the repository."}}},columnKind:"utf16CodeUnits",invocations:[P(e)],results:o.slice(0,g).map(s=>F(s,i.get(s.policy)??-1))}}function E(e){let[t=e.level]=y(e),n=R(e.help),o=e.links.map(s=>`- ${s}`).join(`
`),r=o===""?n:`${n.trimEnd()}

${o}
`,[i=e.title]=n.split(/\n\s*\n/);return{id:e.id,name:e.id.replace(/(^|-)([a-z0-9])/g,(s,c,d)=>d.toUpperCase()),shortDescription:{text:e.title},fullDescription:{text:U(i.replace(/\s+/g," ").trim(),1e3)},help:{text:r,markdown:r},...e.links[0]===void 0?{}:{helpUri:e.links[0]},defaultConfiguration:{level:e.level},properties:{precision:e.precision,"security-severity":C[t],"problem.severity":x[t],tags:["security","azure","backup",...e.errorCodes].slice(0,10)}}}function F(e,t){let{fingerprint:n,resourceId:o}=e,r=e.places[0]?.file!==void 0;return{ruleId:e.policy,ruleIndex:t,level:e.level,message:{text:S(`${e.message} Affects ${I(e)}.`)},locations:[N(e)],partialFingerprints:{...r?{}:{primaryLocationLineHash:n},"backupLint/v1":n},properties:{resourceId:o,resourceType:e.resourceType,fails:e.fails,precision:e.precision,errorCodes:e.errorCodes,affected:e.subjects.length}}}function I({subjects:e}){return`${l(e.length,"VM")}: ${u(e)}`}function N({resourceId:e,places:t}){let[n]=t,o=n?.file===void 0?{startLine:1,startColumn:1,endLine:1,endColumn:1}:{startLine:n.line??1,...n.column===void 0?{}:{startColumn:n.column}};return{physicalLocation:{artifactLocation:{uri:T(n?.file??`azure${e.toLowerCase()}`),uriBaseId:"%SRCROOT%"},region:o},logicalLocations:[{name:$(e),fullyQualifiedName:e,kind:"resource"}]}}function T(e){return e.split("/").filter(n=>n!=="").map(n=>encodeURIComponent(n.toWellFormed()).replace(/^\.+$/,"%2E")).join("/")}function S(e){return e.replaceAll("](","] (")}function U(e,t){return e.length<=t?e:`${e.slice(0,t-1)}\u2026`}function M({scope:e,tenantId:t}){let n=e?.managementGroup;if(typeof n=="string")return encodeURIComponent(n.toLowerCase());let o=(e?.subscriptions??[]).map(s=>s.toLowerCase()).sort(),[r,...i]=o;return e?.tenant===!0&&t!==void 0?encodeURIComponent(t.toLowerCase()):r===void 0?t===void 0?"inventory":encodeURIComponent(t.toLowerCase()):i.length===0?encodeURIComponent(r):`subscriptions-${w("sha256").update(o.join(`
`)).digest("hex").slice(0,12)}`}function P({summary:e,gaps:t,findings:n}){let o=t.slice(0,L).map(({what:i,scope:s,reason:c,detail:d})=>({level:"warning",message:{text:S(`${i} at ${s}: ${c}${d===void 0?"":` (${d})`}`)}})),r=n.length-g;if(r>0){let i=`${r} findings are left out, the least bad ones: code scanning takes ${g}.`;o.push({level:"warning",message:{text:i}})}return{executionSuccessful:e.complete,...o.length===0?{}:{toolExecutionNotifications:o}}}import{styleText as A}from"node:util";var G={error:["bold","red"],warning:["bold","yellow"],note:["bold","blue"]},p=10,z={unreadable:"could not be read",unresolved:"could not be resolved","not-in-source":"not in the source",undetermined:"Azure does not say","not-requested":"not requested"};function*k(e,{color:t,quiet:n}){let o=(r,i)=>t?A(r,i,{validateStream:!1}):i;n||(yield`${J(e)}

`),yield`${o("bold",v(e))}
`;for(let r of _(e.findings))yield*D(r,o);n||(yield*X(e,o)),yield`
${H(e)}
`}function J({tool:e,source:t}){let n=Object.values(t.requests??{}).reduce((r,i)=>r+i,0),o=[`${e.name} ${e.version}`,t.kind==="azure"?t.cloud??"Azure":"inventory",...t.tenantId===void 0?[]:[`tenant ${t.tenantId}`],...t.principal===void 0?[]:[`as ${t.principal}`],...V(t),...n===0?[]:[l(n,"request")],`taken ${t.takenAt}`];return a(o.join(", "))}function V({scope:e,subscriptionsSeen:t}){let n=e?.subscriptions?.length;return n===void 0?[]:[t===void 0||t===n?l(n,"subscription"):`${t} of ${l(n,"subscription")}`]}function _(e){let t=[];for(let n of e){let o=t.at(-1);o?.[0]?.policy===n.policy&&o[0].level===n.level?o.push(n):t.push([n])}return t}function*D(e,t){let[n]=e;if(n===void 0)return;let o=[...new Set(e.flatMap(r=>r.errorCodes))];yield`
${t(G[n.level],n.level.toUpperCase())} ${t("bold",n.policy)}
`,yield`  Required: ${a(n.title)}.
`,o.length>0&&(yield`  Prevents: ${a(o.join(", "))}
`);for(let r of e.slice(0,p))yield*q(r,t);e.length>p&&(yield`
  \u2026 and ${l(e.length-p,"more finding")} of this policy; --output json lists them all.
`),yield`
  More: backup-lint explain ${n.policy}
`}function*q(e,t){let n=(i,s)=>`    ${t("dim",i.padEnd(8))} ${a(s)}
`;yield`
  ${a(e.message)}
`,yield n("at",e.resourceId);for(let i of e.places.slice(0,3)){let s=i.value===void 0?"":` = ${JSON.stringify(i.value)}`,c=i.file===void 0?"":` (${i.file}:${i.line??1})`;yield n("seen",`${i.path}${s}${c}`)}let[o,...r]=e.subjects;(r.length>0||o!==e.resourceId)&&(yield n("affects",`${l(e.subjects.length,"VM")}: ${u(e.subjects)}`)),yield n("fails",`${h[e.fails]} (precision: ${e.precision})`);for(let i of B(e.help))yield n("repair",i)}function B(e){return(/```azurecli\n([\s\S]*?)```/.exec(e)?.[1]??"").split(`
`).filter(n=>n.trim()!=="")}function*X(e,t){e.unknowns.length>0&&(yield`
${t("bold","Not checked")}
`);let n=new Map;for(let o of e.unknowns){let r=`${o.reason} ${o.needs??""}`;n.set(r,[...n.get(r)??[],o])}for(let o of n.values()){let[r]=o;if(r===void 0)continue;let i=new Set(o.flatMap(f=>f.subjects)).size,s=r.needs===void 0?"":` Needs ${r.needs}.`,c=[...new Set(o.map(f=>f.policy))],d=`${z[r.reason]}: ${l(i,"VM")}, ${u(c)}.`;yield`  ${a(`${d} ${r.detail}${s}`)}
`}e.gaps.length>0&&(yield`
${t("bold","Gaps")}
`);for(let{what:o,scope:r,reason:i,detail:s}of e.gaps.slice(0,p))yield`  ${a(`${o} at ${r}: ${i}${s===void 0?"":` (${s})`}`)}
`;e.gaps.length>p&&(yield`  \u2026 and ${l(e.gaps.length-p,"more gap")}.
`)}function H({summary:e,findings:t}){let{error:n,warning:o,note:r}=e.findings,i=`${l(n,"error")}, ${l(o,"warning")}, ${l(r,"note")}`,s=e.protected===null?"":` (${e.protected} protected)`,c=e.complete?"complete":"INCOMPLETE";return`${l(t.length,"finding")} (${i}) in ${l(e.subjects,"VM")}${s}, ${l(e.policies,"policy","policies")}; ${c}.`}var W={text:k,json:O,sarif:b},de=Object.keys(W);export{W as a,de as b};
