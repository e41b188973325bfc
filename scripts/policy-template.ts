/**
 * A whole policy of that name that works and passes every test: it looks for a tag that nobody has. Everything in it
 * is there to be replaced.
 */
export function policyTemplate(name: string): string {
  return `# yaml-language-server: $schema=./policy.schema.json
id: ${name}
# What holds where the policy passes, in one line.
title: No VM has the tag ${name}
# The section of the list of policies.
group: vm
# What is judged: vm, restorePointCollection, protectedItem, backupPolicy, vault or subscription.
subject: vm
# error, warning or note; at most a warning where Microsoft's pages disagree.
level: note
# How sure a finding is: very-high, high, medium or low.
precision: low
# What goes wrong: enable-protection, next-backup, later or check-by-hand.
fails: check-by-hand
errorCodes: []
# Where it applies; leave it out where it always does.
when:
  properties:
    protected: { const: true }
# What must hold. The facts you may read are at the end of README.md.
schema:
  properties:
    tags:
      items:
        properties:
          name: { not: { const: ${name} } }
# {value} is the failing value, {name} a property of the object around it, {/pointer} a fact of the subject.
message: '{/name} has the tag {value}.'
help: |
  Why this breaks the backup, in a few sentences. No error code is known for this.

  \`\`\`azurecli
  az tag update --resource-id "{resourceId}" --operation delete --tags ${name}=
  \`\`\`

  \`\`\`powershell
  Update-AzTag -ResourceId "{resourceId}" -Operation Delete -Tag @{ '${name}' = '' }
  \`\`\`
links:
  - https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources
# Changes to a healthy subject (src/model/healthy): set adds facts, unset makes facts unknown, at is every place found.
examples:
  pass:
    - name: other tags
    - name: no tags
      set: { /tags: [] }
  fail:
    - name: the tag
      set: { /tags/-: { name: ${name}, value: '' } }
      at: [/tags/1/name]
      level: note
  unknown:
    - name: the tags are not known
      unset: [/tags]
  notApplicable:
    - name: an unprotected VM
      set: { /protection: null, /protected: false, /backupPolicy: null }
`;
}
