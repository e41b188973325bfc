import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a as ne}from"./chunk-I5X4OY34.js";import{a as Q,c as g,d as h,e as Z,f as W,g as U,h as ee}from"./chunk-46MCJ3FO.js";import{a as p,b as N,c as P,d as y,e as I,f as v,g as x,h as K,i as F,j as O,k as C,l as A,o as G,p as w}from"./chunk-JHWALTTH.js";import{a as f,c as T}from"./chunk-ZLSUSB52.js";import{b as z}from"./chunk-2GI6HOVU.js";import{a as B,f as H}from"./chunk-QIK3JCXT.js";import{a as q,g as X,h as Y}from"./chunk-623QMUTP.js";var te=4e3;function M(e,n,t){let o=Object.entries(n).flatMap(([r,l])=>l===void 0?[]:[`${r}=${be(f(String(l)))}`]),i=t.length<=te?t:`${t.slice(0,te)}\u2026`,s=o.length===0?"":` ${o.join(",")}`;return`::${e}${s}::${oe(i.toWellFormed())}
`}function oe(e){return e.replaceAll("%","%25").replaceAll("\r","%0D").replaceAll(`
`,"%0A")}function be(e){return oe(e.toWellFormed()).replaceAll(":","%3A").replaceAll(",","%2C")}var we=10,Re={error:"error",warning:"warning",note:"notice"};function ie(e){return ke(e,0)}function*ke(e,n){let{findings:t,summary:o}=e,i={error:n,warning:o.complete?0:1,note:1},[s,r]=[0,0];for(let a of t){let{level:c,baseline:u}=a;u==="unchanged"?r++:i[c]>=we?s++:(i[c]++,yield Oe(a))}o.complete||(yield M("warning",{title:"backup-lint: incomplete"},Se(e)));let l=[...s>0?[`${p(s,"more finding")}, which GitHub would not show here`]:[],...r>0?[`${p(r,"finding")} that the earlier report has too`]:[]],d=l.length===0?"":` Not shown: ${l.join("; ")}.`;yield M("notice",{title:"backup-lint"},`${w(e)}${d}`)}function Oe(e){let{level:n,policy:t,title:o,message:i,resourceId:s,subjects:r,places:l,help:d}=e,a=l.find(({file:m})=>m!==void 0),c=[i,`Required: ${o}`,`Resource: ${s}`,`Affects ${y(r)}`,...O(d).slice(0,5),`More: backup-lint explain ${t}`],u=a?.file===void 0?{}:{file:a.file,line:a.line,col:a.column};return M(Re[n],{...u,title:`${t}: ${o}`},c.map(f).join(`
`))}function Se({gaps:e}){let n=e.slice(0,3).map(({what:i,scope:s,reason:r})=>`${i} at ${s}: ${r}`),t=e.length>n.length?[`and ${p(e.length-n.length,"more gap")}`]:[];return["The scan is incomplete: what could not be read may hide failures.",...n,...t].map(f).join(`
`)}function*re(e){for(let n of je(e))yield T(n)}function*je(e){let{findings:n,unknowns:t,gaps:o,backups:i,judged:s,waived:r,waivers:l,fixed:d,unsettled:a}=e,{formatVersion:c,tool:u,redacted:m,source:b,summary:$}=e;yield JSON.stringify({formatVersion:c,tool:u,redacted:m,source:b,summary:$},null,2).slice(0,-2),yield*_("findings",n),yield*_("unknowns",t),yield*_("gaps",o);for(let[k,S]of Object.entries({waived:r,waivers:l,fixed:d,unsettled:a}))S!==void 0&&(yield*_(k,S));yield`,
  "backups": ${JSON.stringify(i,null,2).replaceAll(`
`,`
  `)}`,yield*ve(s),yield`
}
`}function*ve({policies:e,subjects:n,only:t}){yield`,
  "judged": {
    "policies": ${se(e,"    ")},
    "subjects": [`;let o=`
      `;for(let i of n)yield o+JSON.stringify(i),o=`,
      `;yield n.length===0?"]":`
    ]`,yield t===void 0?`
  }`:`,
    "only": ${se(t,"    ")}
  }`}function se(e,n){return JSON.stringify(e,null,2).replaceAll(`
`,`
${n}`)}function*_(e,n){yield`,
  ${JSON.stringify(e)}: [`;let t=`
    `;for(let o of n)yield t+JSON.stringify(o,null,2).replaceAll(`
`,`
    `),t=`,
    `;yield n.length===0?"]":`
  ]`}function*ae(e){let n=[xe(e),...Fe(e)],[t]=/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(e.source.takenAt)??[],o=t===void 0?"":` timestamp="${t}"`,i=s=>n.reduce((r,l)=>r+s(l),0);yield`<?xml version="1.0" encoding="UTF-8"?>
`,yield`<testsuites name="backup-lint"${le(i)}>
`;for(let s of n){let r=l=>l(s);yield`  <testsuite name="${L(s.name)}"${le(r)}${o}>
`;for(let{name:l,body:d}of s.cases){let a=`    <testcase classname="${L(s.name)}" name="${L(l)}"`;yield d===""?`${a}/>
`:`${a}>
      ${d}
    </testcase>
`}yield`  </testsuite>
`}yield`</testsuites>
`}function le(e){let n=o=>e(({cases:i})=>i.filter(s=>s.result===o).length);return` tests="${e(({cases:o})=>o.length)}" failures="${n("failure")}" errors="${n("error")}" skipped="${n("skipped")}"`}function xe(e){let{gaps:n,summary:t}=e,o="everything that was needed could be read";if(t.complete)return{name:"backup-lint",cases:[{name:o,result:"passed",body:""}]};let i=n.slice(0,100).map(({what:d,scope:a,reason:c,detail:u})=>`${d} at ${a}: ${c}${u===void 0?"":` (${u})`}`),{baseline:s}=t,r=[w(e),...s===void 0?[]:[C(s)],...i],l=E("error",{message:w(e),type:"incomplete"},r);return{name:"backup-lint",cases:[{name:o,result:"error",body:l}]}}function Fe({policies:e,findings:n,waived:t=[],unknowns:o,judged:i}){let s=V(n),r=V(t),l=V(o),d=new Set(Array.from(i.subjects,a=>Y(a)??z.vm));return e.map(a=>{let c=[...(s.get(a.id)??[]).map(Ae),...(r.get(a.id)??[]).map(Te)],u=new Set(c.map(({name:m})=>q(m)));for(let m of l.get(a.id)??[])for(let b of m.subjects)u.has(q(b))||c.push(Ne(m,b));return{name:a.id,cases:c.length>0?c:[Ce(a,d.has(z[a.subject]))]}})}function V(e){let n=new Map;for(let t of e){let o=n.get(t.policy);o===void 0?n.set(t.policy,[t]):o.push(t)}return n}function Ce({title:e},n){return n?{name:e,result:"passed",body:""}:{name:e,result:"skipped",body:E("skipped",{message:"There was nothing to judge."})}}function Ae(e){let{resourceId:n,level:t,message:o,title:i,places:s,subjects:r,fails:l,precision:d,help:a,links:c}=e,u=A(e),m=[o,`Required: ${i}`,...s.slice(0,3).map(({path:b,value:$,file:j,line:k})=>{let S=j===void 0?"":` (${j}${k===void 0?"":`:${k}`})`;return`Seen: ${b}${$===void 0?"":` = ${JSON.stringify($)}`}${S}`}),`Affects ${y(r)}`,`Fails: ${x[l]} (precision: ${d})`,...u===""?[]:[`Baseline: ${u}`],...O(a),...c];return{name:n,result:"failure",body:E("failure",{message:o,type:t},m)}}function Te({resourceId:e,waiver:n}){let t=n.owner===void 0?"":` (${n.owner})`,o=`Waived until ${n.until}: ${n.reason}${t}`;return{name:e,result:"skipped",body:E("skipped",{message:o})}}function Ne({reason:e,detail:n,needs:t},o){let i=`Not known, ${F[e]}: ${n}${t===void 0?"":` Needs ${t}.`}`;return{name:o,result:"skipped",body:E("skipped",{message:i})}}function E(e,n,t=[]){let o=Object.entries(n).map(([s,r])=>` ${s}="${L(r)}"`),i=`<${e}${o.join("")}`;return t.length===0?`${i}/>`:`${i}>${t.map(L).join(`
`)}</${e}>`}function L(e){return f(e.toWellFormed()).replace(/[\ufffe\uffff]/g,"\uFFFD").replaceAll("&","&amp;").replaceAll("<","&lt;").replaceAll(">","&gt;").replaceAll('"',"&quot;")}var J={findings:5e5,open:12e4,gaps:6e4,settled:12e4};function*de(e,{quiet:n}){yield`## backup-lint

**${g(w(e))}**

`,yield We(e);let t=I(e.summary);t!==void 0&&(yield`
${g(t)}
`);let{baseline:o}=e.summary;o!==void 0&&(yield`
${g(C(o))}
`),e.findings.length>0&&(yield`
### Findings

`),yield*U(e.findings,Le,new W(J.findings),Pe),yield*ee(e,new W(J.settled)),n||(yield*Ie(e)),yield`
${g(`${G(e)} Taken ${e.source.takenAt}.`)}
`}function We({summary:e,findings:n}){let{baseline:t}=e,o=B.map(s=>{let r=n.filter(l=>l.level===s&&l.baseline==="new").length;return t===void 0?`${e.findings[s]}`:`${e.findings[s]} (${r} new)`}),i=e.waived===void 0?["","",""]:[" Waived |"," ---: |",` ${e.waived} |`];return[`| Errors | Warnings | Notes |${i[0]??""}`,`| ---: | ---: | ---: |${i[1]??""}`,`| ${o.join(" | ")} |${i[2]??""}`,""].join(`
`)}function Le(e){let{level:n,policy:t,message:o,baseline:i,resourceId:s,places:r,subjects:l,fails:d,precision:a}=e,c=i==="new"?" <b>NEW</b>":"",u=[`Resource: ${h(s)}`];for(let{path:$,value:j,file:k,line:S}of r.slice(0,3)){let ye=j===void 0?"":` = ${h(JSON.stringify(j))}`,he=k===void 0?"":` at ${h(S===void 0?k:`${k}:${S}`)}`;u.push(`Seen: ${h($)}${ye}${he}`)}let m=v(e);m!==void 0&&u.push(`Backup: ${g(m)}`),u.push(`Affects: ${g(y(l))}`,`Fails: ${x[d]} (precision: ${a})`),e.errorCodes.length>0&&u.push(`Prevents: ${e.errorCodes.slice(0,10).map($=>g($)).join(", ")}`);let b=A(e);return b!==""&&u.push(`Baseline: ${g(b)}`),[`<details><summary><b>${n.toUpperCase()}</b>${c} ${h(t)} ${g(o)}</summary>`,"",...u.map($=>`- ${$}`),"",...Ee(e),"</details>","",""].join(`
`)}function Ee({help:e,links:n}){let t=O(e).slice(0,20).map(i=>i.slice(0,500)),o=n.filter(i=>/^https:\/\/[\w\-./?=&#%:]{1,300}$/.test(i)).slice(0,5);return[...t.length>0?[Z(t,"sh")]:[],...o.length>0?[o.map(i=>`<${i}>`).join(" "),""]:[]]}function Pe(e){let n=B.flatMap(t=>{let o=e.filter(i=>i.level===t).length;return o===0?[]:[p(o,t)]});return`
**${p(e.length,"more finding")} (${n.join(", ")}) did not fit here; the JSON report has them all.**
`}function*Ie({unknowns:e,gaps:n}){if(e.length===0&&n.length===0)return;let t=i=>`- \u2026 and ${i.length} more; the JSON report has them all.
`;if(yield`
### What could not be checked

`,e.length>0&&(yield`<details><summary>${p(e.length,"open question")}</summary>

`,yield*U(e,Ge,new W(J.open),t),yield`
</details>

`),n.length===0)return;yield`<details><summary>${p(n.length,"gap")}: what could not be read</summary>

`,yield*U(n,({what:i,scope:s,reason:r,detail:l})=>`- ${h(i)} at ${h(s)}: ${g(l===void 0?r:`${r} (${l})`)}
`,new W(J.gaps),t),yield`
</details>
`}function Ge({policy:e,reason:n,detail:t,needs:o,subjects:i}){let s=o===void 0?"":` Needs ${h(o)}.`,r=g(`${P(i)} (${N(i)})`);return`- ${h(e)}, ${F[n]}: ${r}. ${g(t)}${s}
`}import{createHash as Ue}from"node:crypto";var D=5e3,Me=100,_e={error:"8.0",warning:"5.5",note:"2.5"},Je={error:"error",warning:"warning",note:"recommendation"};function ce(e){return fe(pe(e))}function ue(e){let{results:n=[],...t}=pe(e),o=D-n.length,i=(e.waived??[]).slice(0,o).map(r=>({...me(r,e.policies.findIndex(({id:l})=>l===r.policy)),suppressions:[De(r)]})),s=n.map((r,l)=>({...r,...Be(e.findings[l])}));return fe({...t,results:[...s,...i]})}function De({waiver:e}){let{reason:n,until:t,owner:o}=e;return{kind:"external",status:"accepted",justification:`${n} (until ${t}${o===void 0?"":`, ${o}`})`}}function Be(e){return e?.baseline===void 0||e.baseline==="unknown"?{}:{baselineState:e.baselineLevel===void 0?e.baseline:"updated"}}function*fe({results:e=[],...n}){let o=JSON.stringify({...{$schema:"https://json.schemastore.org/sarif-2.1.0.json",version:"2.1.0"},runs:[n]},null,1);yield`${T(o.slice(0,o.lastIndexOf(`
  }
 ]`)))},
   "results": [`;let i=`
    `;for(let s of e)yield i+T(JSON.stringify(s,null,1)).replaceAll(`
`,`
    `),i=`,
    `;yield e.length===0?`]
  }
 ]
}
`:`
   ]
  }
 ]
}
`}function pe(e){let{tool:n,policies:t,findings:o,source:i}=e,s=new Map(t.map((r,l)=>[r.id,l]));return{tool:{driver:{...n,semanticVersion:n.version,rules:t.map(qe)}},automationDetails:{id:Ye(i)},originalUriBaseIds:{"%SRCROOT%":{description:{text:"The root of the repository."}}},columnKind:"utf16CodeUnits",invocations:[Qe(e)],results:o.slice(0,D).map(r=>me(r,s.get(r.policy)??-1))}}function qe(e){let[n=e.level]=H(e),t=ne(e.help),o=e.links.map(r=>`- ${r}`).join(`
`),i=o===""?t:`${t.trimEnd()}

${o}
`,[s=e.title]=t.split(/\n\s*\n/);return{id:e.id,name:e.id.replace(/(^|-)([a-z0-9])/g,(r,l,d)=>d.toUpperCase()),shortDescription:{text:e.title},fullDescription:{text:Xe(s.replace(/\s+/g," ").trim(),1e3)},help:{text:i,markdown:i},...e.links[0]===void 0?{}:{helpUri:e.links[0]},defaultConfiguration:{level:e.level},properties:{precision:e.precision,"security-severity":_e[n],"problem.severity":Je[n],tags:["security","azure","backup",...e.errorCodes].slice(0,10)}}}function me(e,n){let{fingerprint:t,resourceId:o}=e,i=e.places[0]?.file!==void 0;return{ruleId:e.policy,ruleIndex:n,level:e.level,message:{text:ge(ze(e))},locations:[Ve(e)],partialFingerprints:{...i?{}:{primaryLocationLineHash:t},"backupLint/v1":t},properties:{resourceId:o,resourceType:e.resourceType,fails:e.fails,precision:e.precision,errorCodes:e.errorCodes,affected:e.subjects.length}}}function ze(e){let n=v(e),t=n===void 0?"":` It is ${n}.`;return`${e.message} Affects ${y(e.subjects)}.${t}`}function Ve({resourceId:e,places:n}){let[t]=n,o=t?.file===void 0?{startLine:1,startColumn:1,endLine:1,endColumn:1}:{startLine:t.line??1,...t.column===void 0?{}:{startColumn:t.column}};return{physicalLocation:{artifactLocation:{uri:He(t?.file??`azure${e.toLowerCase()}`),uriBaseId:"%SRCROOT%"},region:o},logicalLocations:[{name:X(e),fullyQualifiedName:e,kind:"resource"}]}}function He(e){return e.split("/").filter(t=>t!=="").map(t=>encodeURIComponent(t.toWellFormed()).replace(/^\.+$/,"%2E")).join("/")}function ge(e){return e.replaceAll("](","] (")}function Xe(e,n){return e.length<=n?e:`${e.slice(0,n-1)}\u2026`}function Ye(e){return e.kind==="files"||e.files===!0?"backup-lint/files/":`backup-lint/live/${Ke(e)}/`}function Ke({scope:e,tenantId:n}){let t=e?.managementGroup;if(typeof t=="string")return encodeURIComponent(t.toLowerCase());let o=(e?.subscriptions??[]).map(r=>r.toLowerCase()).sort(),[i,...s]=o;return e?.tenant===!0&&n!==void 0?encodeURIComponent(n.toLowerCase()):i===void 0?n===void 0?"inventory":encodeURIComponent(n.toLowerCase()):s.length===0?encodeURIComponent(i):`subscriptions-${Ue("sha256").update(o.join(`
`)).digest("hex").slice(0,12)}`}function Qe({summary:e,gaps:n,findings:t}){let o=n.slice(0,Me).map(({what:s,scope:r,reason:l,detail:d})=>({level:"warning",message:{text:ge(`${s} at ${r}: ${l}${d===void 0?"":` (${d})`}`)}})),i=t.length-D;if(i>0){let s=`${i} findings are left out, the least bad ones: code scanning takes ${D}.`;o.push({level:"warning",message:{text:s}})}return{executionSuccessful:e.complete,...o.length===0?{}:{toolExecutionNotifications:o}}}import{styleText as Ze}from"node:util";var en={error:["bold","red"],warning:["bold","yellow"],note:["bold","blue"]},R=10;function*$e(e,{color:n,quiet:t,frameOf:o}){let i=(l,d)=>n?Ze(l,d,{validateStream:!1}):d;t||(yield`${tn(e)}

`),yield`${i("bold",w(e))}
`;let s=I(e.summary);s!==void 0&&(yield`${s}
`);let{baseline:r}=e.summary;r!==void 0&&(yield`${f(C(r))}
`);for(let l of sn(e.findings))yield*rn(l,i,o);yield*dn(e,i),yield*Q(e,i),t||(yield*un(e,i)),yield`
${G(e)}
`}var nn={files:"infrastructure files"};function tn({tool:e,source:n}){let t=Object.values(n.requests??{}).reduce((i,s)=>i+s,0),o=[`${e.name} ${e.version}`,nn[n.kind]??(n.kind==="azure"?n.cloud??"Azure":"inventory"),...n.tenantId===void 0?[]:[`tenant ${n.tenantId}`],...n.principal===void 0?[]:[`as ${n.principal}`],...on(n),...n.files===!0?["with infrastructure files"]:[],...t===0?[]:[p(t,"request")],`taken ${n.takenAt}`];return f(o.join(", "))}function on({scope:e,subscriptionsSeen:n}){let t=e?.subscriptions?.length;return t===void 0?[]:[n===void 0||n===t?p(t,"subscription"):`${n} of ${p(t,"subscription")}`]}function sn(e){let n=[];for(let t of e){let o=n.at(-1);o?.[0]?.policy===t.policy&&o[0].level===t.level?o.push(t):n.push([t])}return n}function*rn(e,n,t){let[o]=e;if(o===void 0)return;let i=[...new Set(e.flatMap(s=>s.errorCodes))];yield`
${n(en[o.level],o.level.toUpperCase())} ${n("bold",o.policy)}
`,yield`  Required: ${f(o.title)}.
`,i.length>0&&(yield`  Prevents: ${f(i.join(", "))}
`);for(let s of e.slice(0,R))yield*ln(s,n,t);e.length>R&&(yield`
  \u2026 and ${p(e.length-R,"more finding")} of this policy; --output json lists them all.
`),yield`
  More: backup-lint explain ${o.policy}
`}function*ln(e,n,t){let o=(a,c)=>`    ${n("dim",a.padEnd(8))} ${f(c)}
`;yield`
  ${e.baseline==="new"?`${n("bold","NEW")} `:""}${f(e.message)}
`,yield o("at",e.resourceId);for(let a of e.places.slice(0,3)){let c=a.value===void 0?"":` = ${JSON.stringify(a.value)}`,u=a.file===void 0?"":` (${a.file}:${a.line??1})`;yield o("seen",`${a.path}${c}${u}`)}yield*an(e.places[0],n,t);let[s,...r]=e.subjects;(r.length>0||s!==e.resourceId)&&(yield o("affects",y(e.subjects)));let l=v(e);l!==void 0&&(yield o("backup",l)),e.origin!==void 0&&(yield o("origin",K(e.origin,e.added)));let d=A(e);d!==""&&(yield o("baseline",d)),yield o("fails",`${x[e.fails]} (precision: ${e.precision})`);for(let a of O(e.help))yield o("repair",a)}function*an(e,n,t){let o=e===void 0?void 0:t?.(e);if(o===void 0)return;let i=String(o.from+o.lines.length).length;for(let[s,r]of o.lines.entries()){let l=o.from+s,d=l===e?.line?">":" ";yield`      ${n("dim",`${d} ${String(l).padStart(i)} |`)} ${f(r)}
`}}function*dn({backups:e},n){let{unexplained:t}=e;if(t.length!==0){yield`
${n("bold","Failed, not explained")}
`;for(let{subject:o,errorCode:i,message:s}of t.slice(0,R)){let r=[i,s].filter(l=>l!==null).join(": ");yield`  ${f(`${N([o])}: ${r===""?"Azure gives no error code":r}`)}
`}t.length>R&&(yield`  \u2026 and ${p(t.length-R,"more VM")}; --output json lists them all.
`)}}function cn({reason:e,detail:n,needs:t}){if(e==="not-in-source")return"Files do not show what exists: together with --inventory or a live scan more is known.";let o=t===void 0?"Parameter files tell more (--parameters)":`It needs ${t}`;return e==="unresolved"?`${o}. For example: ${n}`:n}function*un(e,n){e.unknowns.length>0&&(yield`
${n("bold","Not checked")}
`);let t=new Map;for(let o of e.unknowns){let i=`${o.reason} ${o.needs??""}`;t.set(i,[...t.get(i)??[],o])}for(let o of t.values()){let[i]=o;if(i===void 0)continue;let s=P([...new Set(o.flatMap(c=>c.subjects))]),r=i.needs===void 0?"":` Needs ${i.needs}.`,l=[...new Set(o.map(c=>c.policy))],d=`${F[i.reason]}: ${s}, ${N(l)}.`,a=e.source.kind==="files"?cn(i):`${i.detail}${r}`;yield`  ${f(`${d} ${a}`)}
`}e.gaps.length>0&&(yield`
${n("bold","Gaps")}
`);for(let{what:o,scope:i,reason:s,detail:r}of e.gaps.slice(0,R))yield`  ${f(`${o} at ${i}: ${s}${r===void 0?"":` (${r})`}`)}
`;e.gaps.length>R&&(yield`  \u2026 and ${p(e.gaps.length-R,"more gap")}.
`)}var fn={text:$e,json:re,sarif:ce,markdown:de,github:ie,junit:ae,"sarif-audit":ue},Yn=Object.keys(fn);export{fn as a,Yn as b};
