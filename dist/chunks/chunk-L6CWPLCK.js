import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a as e}from"./chunk-P36NXECW.js";var o=new Set([e.subscription,e.managementGroup,e.recoveryVault,e.backupPolicy,e.roleDefinition,e.servicePrincipal]);export{o as a};
