import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a as te}from"./chunk-I5X4OY34.js";import{a as Z,c as g,d as h,e as ee,f as W,g as U,h as ne}from"./chunk-46MCJ3FO.js";import{a as p,b as N,c as P,d as y,e as I,f as v,g as x,h as Q,i as F,j as O,k as C,l as A,o as G,p as w}from"./chunk-JHWALTTH.js";import{a as f,c as T}from"./chunk-ZLSUSB52.js";import{b as z}from"./chunk-2GI6HOVU.js";import{a as B,f as X}from"./chunk-QIK3JCXT.js";import{a as q,g as Y,h as K}from"./chunk-623QMUTP.js";var ie=4e3;function M(e,n,t){let i=Object.entries(n).flatMap(([r,l])=>l===void 0?[]:[`${r}=${be(f(String(l)))}`]),o=t.length<=ie?t:`${t.slice(0,ie)}\u2026`,s=i.length===0?"":` ${i.join(",")}`;return`::${e}${s}::${oe(o.toWellFormed())}
`}function oe(e){return e.replaceAll("%","%25").replaceAll("\r","%0D").replaceAll(`
`,"%0A")}function be(e){return oe(e.toWellFormed()).replaceAll(":","%3A").replaceAll(",","%2C")}var we=10,Re={error:"error",warning:"warning",note:"notice"};function se(e){return ke(e,0)}function*ke(e,n){let{findings:t,summary:i}=e,o={error:n,warning:i.complete?0:1,note:1},[s,r]=[0,0];for(let a of t){let{level:c,baseline:u}=a;u==="unchanged"?r++:o[c]>=we?s++:(o[c]++,yield Oe(a))}i.complete||(yield M("warning",{title:"backup-lint: incomplete"},Se(e)));let l=[...s>0?[`${p(s,"more finding")}, which GitHub would not show here`]:[],...r>0?[`${p(r,"finding")} that the earlier report has too`]:[]],d=l.length===0?"":` Not shown: ${l.join("; ")}.`;yield M("notice",{title:"backup-lint"},`${w(e)}${d}`)}function Oe(e){let{level:n,policy:t,title:i,message:o,resourceId:s,subjects:r,places:l,help:d}=e,a=l.find(({file:m})=>m!==void 0),c=[o,`Required: ${i}`,`Resource: ${s}`,`Affects ${y(r)}`,...O(d).slice(0,5),`More: backup-lint explain ${t}`],u=a?.file===void 0?{}:{file:a.file,line:a.line,col:a.column};return M(Re[n],{...u,title:`${t}: ${i}`},c.map(f).join(`
`))}function Se({gaps:e}){let n=e.slice(0,3).map(({what:o,scope:s,reason:r})=>`${o} at ${s}: ${r}`),t=e.length>n.length?[`and ${p(e.length-n.length,"more gap")}`]:[];return["The scan is incomplete: what could not be read may hide failures.",...n,...t].map(f).join(`
`)}function*re(e){for(let n of je(e))yield T(n)}function*je(e){let{findings:n,unknowns:t,gaps:i,backups:o,judged:s,waived:r,waivers:l,fixed:d,unsettled:a}=e,{formatVersion:c,tool:u,redacted:m,source:b,summary:$}=e;yield JSON.stringify({formatVersion:c,tool:u,redacted:m,source:b,summary:$},null,2).slice(0,-2),yield*_("findings",n),yield*_("unknowns",t),yield*_("gaps",i);for(let[k,S]of Object.entries({waived:r,waivers:l,fixed:d,unsettled:a}))S!==void 0&&(yield*_(k,S));yield`,
  "backups": ${JSON.stringify(o,null,2).replaceAll(`
`,`
  `)}`,yield*ve(s),yield`
}
`}function*ve({policies:e,subjects:n,absent:t,only:i}){yield`,
  "judged": {
    "policies": ${V(e,"    ")},
    "subjects": [`;let o=`
      `;for(let s of n)yield o+JSON.stringify(s),o=`,
      `;yield n.length===0?"]":`
    ]`,t!==void 0&&(yield`,
    "absent": ${V(t,"    ")}`),yield i===void 0?`
  }`:`,
    "only": ${V(i,"    ")}
  }`}function V(e,n){return JSON.stringify(e,null,2).replaceAll(`
`,`
${n}`)}function*_(e,n){yield`,
  ${JSON.stringify(e)}: [`;let t=`
    `;for(let i of n)yield t+JSON.stringify(i,null,2).replaceAll(`
`,`
    `),t=`,
    `;yield n.length===0?"]":`
  ]`}function*ae(e){let n=[xe(e),...Fe(e)],[t]=/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(e.source.takenAt)??[],i=t===void 0?"":` timestamp="${t}"`,o=s=>n.reduce((r,l)=>r+s(l),0);yield`<?xml version="1.0" encoding="UTF-8"?>
`,yield`<testsuites name="backup-lint"${le(o)}>
`;for(let s of n){let r=l=>l(s);yield`  <testsuite name="${L(s.name)}"${le(r)}${i}>
`;for(let{name:l,body:d}of s.cases){let a=`    <testcase classname="${L(s.name)}" name="${L(l)}"`;yield d===""?`${a}/>
`:`${a}>
      ${d}
    </testcase>
`}yield`  </testsuite>
`}yield`</testsuites>
`}function le(e){let n=i=>e(({cases:o})=>o.filter(s=>s.result===i).length);return` tests="${e(({cases:i})=>i.length)}" failures="${n("failure")}" errors="${n("error")}" skipped="${n("skipped")}"`}function xe(e){let{gaps:n,summary:t}=e,i="everything that was needed could be read";if(t.complete)return{name:"backup-lint",cases:[{name:i,result:"passed",body:""}]};let o=n.slice(0,100).map(({what:d,scope:a,reason:c,detail:u})=>`${d} at ${a}: ${c}${u===void 0?"":` (${u})`}`),{baseline:s}=t,r=[w(e),...s===void 0?[]:[C(s)],...o],l=E("error",{message:w(e),type:"incomplete"},r);return{name:"backup-lint",cases:[{name:i,result:"error",body:l}]}}function Fe({policies:e,findings:n,waived:t=[],unknowns:i,judged:o}){let s=H(n),r=H(t),l=H(i),d=new Set(Array.from(o.subjects,a=>K(a)??z.vm));return e.map(a=>{let c=[...(s.get(a.id)??[]).map(Ae),...(r.get(a.id)??[]).map(Te)],u=new Set(c.map(({name:m})=>q(m)));for(let m of l.get(a.id)??[])for(let b of m.subjects)u.has(q(b))||c.push(Ne(m,b));return{name:a.id,cases:c.length>0?c:[Ce(a,d.has(z[a.subject]))]}})}function H(e){let n=new Map;for(let t of e){let i=n.get(t.policy);i===void 0?n.set(t.policy,[t]):i.push(t)}return n}function Ce({title:e},n){return n?{name:e,result:"passed",body:""}:{name:e,result:"skipped",body:E("skipped",{message:"There was nothing to judge."})}}function Ae(e){let{resourceId:n,level:t,message:i,title:o,places:s,subjects:r,fails:l,precision:d,help:a,links:c}=e,u=A(e),m=[i,`Required: ${o}`,...s.slice(0,3).map(({path:b,value:$,file:j,line:k})=>{let S=j===void 0?"":` (${j}${k===void 0?"":`:${k}`})`;return`Seen: ${b}${$===void 0?"":` = ${JSON.stringify($)}`}${S}`}),`Affects ${y(r)}`,`Fails: ${x[l]} (precision: ${d})`,...u===""?[]:[`Baseline: ${u}`],...O(a),...c];return{name:n,result:"failure",body:E("failure",{message:i,type:t},m)}}function Te({resourceId:e,waiver:n}){let t=n.owner===void 0?"":` (${n.owner})`,i=`Waived until ${n.until}: ${n.reason}${t}`;return{name:e,result:"skipped",body:E("skipped",{message:i})}}function Ne({reason:e,detail:n,needs:t},i){let o=`Not known, ${F[e]}: ${n}${t===void 0?"":` Needs ${t}.`}`;return{name:i,result:"skipped",body:E("skipped",{message:o})}}function E(e,n,t=[]){let i=Object.entries(n).map(([s,r])=>` ${s}="${L(r)}"`),o=`<${e}${i.join("")}`;return t.length===0?`${o}/>`:`${o}>${t.map(L).join(`
`)}</${e}>`}function L(e){return f(e.toWellFormed()).replace(/[\ufffe\uffff]/g,"\uFFFD").replaceAll("&","&amp;").replaceAll("<","&lt;").replaceAll(">","&gt;").replaceAll('"',"&quot;")}var J={findings:5e5,open:12e4,gaps:6e4,settled:12e4};function*de(e,{quiet:n}){yield`## backup-lint

**${g(w(e))}**

`,yield We(e);let t=I(e.summary);t!==void 0&&(yield`
${g(t)}
`);let{baseline:i}=e.summary;i!==void 0&&(yield`
${g(C(i))}
`),e.findings.length>0&&(yield`
### Findings

`),yield*U(e.findings,Le,new W(J.findings),Pe),yield*ne(e,new W(J.settled)),n||(yield*Ie(e)),yield`
${g(`${G(e)} Taken ${e.source.takenAt}.`)}
`}function We({summary:e,findings:n}){let{baseline:t}=e,i=B.map(s=>{let r=n.filter(l=>l.level===s&&l.baseline==="new").length;return t===void 0?`${e.findings[s]}`:`${e.findings[s]} (${r} new)`}),o=e.waived===void 0?["","",""]:[" Waived |"," ---: |",` ${e.waived} |`];return[`| Errors | Warnings | Notes |${o[0]??""}`,`| ---: | ---: | ---: |${o[1]??""}`,`| ${i.join(" | ")} |${o[2]??""}`,""].join(`
`)}function Le(e){let{level:n,policy:t,message:i,baseline:o,resourceId:s,places:r,subjects:l,fails:d,precision:a}=e,c=o==="new"?" <b>NEW</b>":"",u=[`Resource: ${h(s)}`];for(let{path:$,value:j,file:k,line:S}of r.slice(0,3)){let ye=j===void 0?"":` = ${h(JSON.stringify(j))}`,he=k===void 0?"":` at ${h(S===void 0?k:`${k}:${S}`)}`;u.push(`Seen: ${h($)}${ye}${he}`)}let m=v(e);m!==void 0&&u.push(`Backup: ${g(m)}`),u.push(`Affects: ${g(y(l))}`,`Fails: ${x[d]} (precision: ${a})`),e.errorCodes.length>0&&u.push(`Prevents: ${e.errorCodes.slice(0,10).map($=>g($)).join(", ")}`);let b=A(e);return b!==""&&u.push(`Baseline: ${g(b)}`),[`<details><summary><b>${n.toUpperCase()}</b>${c} ${h(t)} ${g(i)}</summary>`,"",...u.map($=>`- ${$}`),"",...Ee(e),"</details>","",""].join(`
`)}function Ee({help:e,links:n}){let t=O(e).slice(0,20).map(o=>o.slice(0,500)),i=n.filter(o=>/^https:\/\/[\w\-./?=&#%:]{1,300}$/.test(o)).slice(0,5);return[...t.length>0?[ee(t,"sh")]:[],...i.length>0?[i.map(o=>`<${o}>`).join(" "),""]:[]]}function Pe(e){let n=B.flatMap(t=>{let i=e.filter(o=>o.level===t).length;return i===0?[]:[p(i,t)]});return`
**${p(e.length,"more finding")} (${n.join(", ")}) did not fit here; the JSON report has them all.**
`}function*Ie({unknowns:e,gaps:n}){if(e.length===0&&n.length===0)return;let t=o=>`- \u2026 and ${o.length} more; the JSON report has them all.
`;if(yield`
### What could not be checked

`,e.length>0&&(yield`<details><summary>${p(e.length,"open question")}</summary>

`,yield*U(e,Ge,new W(J.open),t),yield`
</details>

`),n.length===0)return;yield`<details><summary>${p(n.length,"gap")}: what could not be read</summary>

`,yield*U(n,({what:o,scope:s,reason:r,detail:l})=>`- ${h(o)} at ${h(s)}: ${g(l===void 0?r:`${r} (${l})`)}
`,new W(J.gaps),t),yield`
</details>
`}function Ge({policy:e,reason:n,detail:t,needs:i,subjects:o}){let s=i===void 0?"":` Needs ${h(i)}.`,r=g(`${P(o)} (${N(o)})`);return`- ${h(e)}, ${F[n]}: ${r}. ${g(t)}${s}
`}import{createHash as Ue}from"node:crypto";var D=5e3,Me=100,_e={error:"8.0",warning:"5.5",note:"2.5"},Je={error:"error",warning:"warning",note:"recommendation"};function ce(e){return fe(pe(e))}function ue(e){let{results:n=[],...t}=pe(e),i=D-n.length,o=(e.waived??[]).slice(0,i).map(r=>({...me(r,e.policies.findIndex(({id:l})=>l===r.policy)),suppressions:[De(r)]})),s=n.map((r,l)=>({...r,...Be(e.findings[l])}));return fe({...t,results:[...s,...o]})}function De({waiver:e}){let{reason:n,until:t,owner:i}=e;return{kind:"external",status:"accepted",justification:`${n} (until ${t}${i===void 0?"":`, ${i}`})`}}function Be(e){return e?.baseline===void 0||e.baseline==="unknown"?{}:{baselineState:e.baselineLevel===void 0?e.baseline:"updated"}}function*fe({results:e=[],...n}){let i=JSON.stringify({...{$schema:"https://json.schemastore.org/sarif-2.1.0.json",version:"2.1.0"},runs:[n]},null,1);yield`${T(i.slice(0,i.lastIndexOf(`
  }
 ]`)))},
   "results": [`;let o=`
    `;for(let s of e)yield o+T(JSON.stringify(s,null,1)).replaceAll(`
`,`
    `),o=`,
    `;yield e.length===0?`]
  }
 ]
}
`:`
   ]
  }
 ]
}
`}function pe(e){let{tool:n,policies:t,findings:i,source:o}=e,s=new Map(t.map((r,l)=>[r.id,l]));return{tool:{driver:{...n,semanticVersion:n.version,rules:t.map(qe)}},automationDetails:{id:Ye(o)},originalUriBaseIds:{"%SRCROOT%":{description:{text:"The root of the repository."}}},columnKind:"utf16CodeUnits",invocations:[Qe(e)],results:i.slice(0,D).map(r=>me(r,s.get(r.policy)??-1))}}function qe(e){let[n=e.level]=X(e),t=te(e.help),i=e.links.map(r=>`- ${r}`).join(`
`),o=i===""?t:`${t.trimEnd()}

${i}
`,[s=e.title]=t.split(/\n\s*\n/);return{id:e.id,name:e.id.replace(/(^|-)([a-z0-9])/g,(r,l,d)=>d.toUpperCase()),shortDescription:{text:e.title},fullDescription:{text:Xe(s.replace(/\s+/g," ").trim(),1e3)},help:{text:o,markdown:o},...e.links[0]===void 0?{}:{helpUri:e.links[0]},defaultConfiguration:{level:e.level},properties:{precision:e.precision,"security-severity":_e[n],"problem.severity":Je[n],tags:["security","azure","backup",...e.errorCodes].slice(0,10)}}}function me(e,n){let{fingerprint:t,resourceId:i}=e,o=e.places[0]?.file!==void 0;return{ruleId:e.policy,ruleIndex:n,level:e.level,message:{text:ge(ze(e))},locations:[Ve(e)],partialFingerprints:{...o?{}:{primaryLocationLineHash:t},"backupLint/v1":t},properties:{resourceId:i,resourceType:e.resourceType,fails:e.fails,precision:e.precision,errorCodes:e.errorCodes,affected:e.subjects.length}}}function ze(e){let n=v(e),t=n===void 0?"":` It is ${n}.`;return`${e.message} Affects ${y(e.subjects)}.${t}`}function Ve({resourceId:e,places:n}){let[t]=n,i=t?.file===void 0?{startLine:1,startColumn:1,endLine:1,endColumn:1}:{startLine:t.line??1,...t.column===void 0?{}:{startColumn:t.column}};return{physicalLocation:{artifactLocation:{uri:He(t?.file??`azure${e.toLowerCase()}`),uriBaseId:"%SRCROOT%"},region:i},logicalLocations:[{name:Y(e),fullyQualifiedName:e,kind:"resource"}]}}function He(e){return e.split("/").filter(t=>t!=="").map(t=>encodeURIComponent(t.toWellFormed()).replace(/^\.+$/,"%2E")).join("/")}function ge(e){return e.replaceAll("](","] (")}function Xe(e,n){return e.length<=n?e:`${e.slice(0,n-1)}\u2026`}function Ye(e){return e.kind==="files"||e.files===!0?"backup-lint/files/":`backup-lint/live/${Ke(e)}/`}function Ke({scope:e,tenantId:n}){let t=e?.managementGroup;if(typeof t=="string")return encodeURIComponent(t.toLowerCase());let i=(e?.subscriptions??[]).map(r=>r.toLowerCase()).sort(),[o,...s]=i;return e?.tenant===!0&&n!==void 0?encodeURIComponent(n.toLowerCase()):o===void 0?n===void 0?"inventory":encodeURIComponent(n.toLowerCase()):s.length===0?encodeURIComponent(o):`subscriptions-${Ue("sha256").update(i.join(`
`)).digest("hex").slice(0,12)}`}function Qe({summary:e,gaps:n,findings:t}){let i=n.slice(0,Me).map(({what:s,scope:r,reason:l,detail:d})=>({level:"warning",message:{text:ge(`${s} at ${r}: ${l}${d===void 0?"":` (${d})`}`)}})),o=t.length-D;if(o>0){let s=`${o} findings are left out, the least bad ones: code scanning takes ${D}.`;i.push({level:"warning",message:{text:s}})}return{executionSuccessful:e.complete,...i.length===0?{}:{toolExecutionNotifications:i}}}import{styleText as Ze}from"node:util";var en={error:["bold","red"],warning:["bold","yellow"],note:["bold","blue"]},R=10;function*$e(e,{color:n,quiet:t,frameOf:i}){let o=(l,d)=>n?Ze(l,d,{validateStream:!1}):d;t||(yield`${tn(e)}

`),yield`${o("bold",w(e))}
`;let s=I(e.summary);s!==void 0&&(yield`${s}
`);let{baseline:r}=e.summary;r!==void 0&&(yield`${f(C(r))}
`);for(let l of sn(e.findings))yield*rn(l,o,i);yield*dn(e,o),yield*Z(e,o),t||(yield*un(e,o)),yield`
${G(e)}
`}var nn={files:"infrastructure files"};function tn({tool:e,source:n}){let t=Object.values(n.requests??{}).reduce((o,s)=>o+s,0),i=[`${e.name} ${e.version}`,nn[n.kind]??(n.kind==="azure"?n.cloud??"Azure":"inventory"),...n.tenantId===void 0?[]:[`tenant ${n.tenantId}`],...n.principal===void 0?[]:[`as ${n.principal}`],...on(n),...n.files===!0?["with infrastructure files"]:[],...t===0?[]:[p(t,"request")],`taken ${n.takenAt}`];return f(i.join(", "))}function on({scope:e,subscriptionsSeen:n}){let t=e?.subscriptions?.length;return t===void 0?[]:[n===void 0||n===t?p(t,"subscription"):`${n} of ${p(t,"subscription")}`]}function sn(e){let n=[];for(let t of e){let i=n.at(-1);i?.[0]?.policy===t.policy&&i[0].level===t.level?i.push(t):n.push([t])}return n}function*rn(e,n,t){let[i]=e;if(i===void 0)return;let o=[...new Set(e.flatMap(s=>s.errorCodes))];yield`
${n(en[i.level],i.level.toUpperCase())} ${n("bold",i.policy)}
`,yield`  Required: ${f(i.title)}.
`,o.length>0&&(yield`  Prevents: ${f(o.join(", "))}
`);for(let s of e.slice(0,R))yield*ln(s,n,t);e.length>R&&(yield`
  \u2026 and ${p(e.length-R,"more finding")} of this policy; --output json lists them all.
`),yield`
  More: backup-lint explain ${i.policy}
`}function*ln(e,n,t){let i=(a,c)=>`    ${n("dim",a.padEnd(8))} ${f(c)}
`;yield`
  ${e.baseline==="new"?`${n("bold","NEW")} `:""}${f(e.message)}
`,yield i("at",e.resourceId);for(let a of e.places.slice(0,3)){let c=a.value===void 0?"":` = ${JSON.stringify(a.value)}`,u=a.file===void 0?"":` (${a.file}:${a.line??1})`;yield i("seen",`${a.path}${c}${u}`)}yield*an(e.places[0],n,t);let[s,...r]=e.subjects;(r.length>0||s!==e.resourceId)&&(yield i("affects",y(e.subjects)));let l=v(e);l!==void 0&&(yield i("backup",l)),e.origin!==void 0&&(yield i("origin",Q(e.origin,e.added)));let d=A(e);d!==""&&(yield i("baseline",d)),yield i("fails",`${x[e.fails]} (precision: ${e.precision})`);for(let a of O(e.help))yield i("repair",a)}function*an(e,n,t){let i=e===void 0?void 0:t?.(e);if(i===void 0)return;let o=String(i.from+i.lines.length).length;for(let[s,r]of i.lines.entries()){let l=i.from+s,d=l===e?.line?">":" ";yield`      ${n("dim",`${d} ${String(l).padStart(o)} |`)} ${f(r)}
`}}function*dn({backups:e},n){let{unexplained:t}=e;if(t.length!==0){yield`
${n("bold","Failed, not explained")}
`;for(let{subject:i,errorCode:o,message:s}of t.slice(0,R)){let r=[o,s].filter(l=>l!==null).join(": ");yield`  ${f(`${N([i])}: ${r===""?"Azure gives no error code":r}`)}
`}t.length>R&&(yield`  \u2026 and ${p(t.length-R,"more VM")}; --output json lists them all.
`)}}function cn({reason:e,detail:n,needs:t}){if(e==="not-in-source")return"Files do not show what exists: together with --inventory or a live scan more is known.";let i=t===void 0?"Parameter files tell more (--parameters)":`It needs ${t}`;return e==="unresolved"?`${i}. For example: ${n}`:n}function*un(e,n){e.unknowns.length>0&&(yield`
${n("bold","Not checked")}
`);let t=new Map;for(let i of e.unknowns){let o=`${i.reason} ${i.needs??""}`;t.set(o,[...t.get(o)??[],i])}for(let i of t.values()){let[o]=i;if(o===void 0)continue;let s=P([...new Set(i.flatMap(c=>c.subjects))]),r=o.needs===void 0?"":` Needs ${o.needs}.`,l=[...new Set(i.map(c=>c.policy))],d=`${F[o.reason]}: ${s}, ${N(l)}.`,a=e.source.kind==="files"?cn(o):`${o.detail}${r}`;yield`  ${f(`${d} ${a}`)}
`}e.gaps.length>0&&(yield`
${n("bold","Gaps")}
`);for(let{what:i,scope:o,reason:s,detail:r}of e.gaps.slice(0,R))yield`  ${f(`${i} at ${o}: ${s}${r===void 0?"":` (${r})`}`)}
`;e.gaps.length>R&&(yield`  \u2026 and ${p(e.gaps.length-R,"more gap")}.
`)}var fn={text:$e,json:re,sarif:ce,markdown:de,github:se,junit:ae,"sarif-audit":ue},Yn=Object.keys(fn);export{fn as a,Yn as b};
