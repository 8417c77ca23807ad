const WHO_CAN =
  'Only the owner of the image or an administrator can. With openstack-image-manager, put it into the definition of the image, too, so that the next rotation keeps it.'

/** The remedy of a property testcase: the command with an example value, then what else the operator should know. */
export function remedyForProperty(example: string, advice: string): string {
  return `${advice} \`openstack image set --property ${example} IMAGE_ID\` sets it. ${WHO_CAN}`
}

/** The same for what Glance keeps as a field of its own. */
export function remedyForField(options: string, advice: string): string {
  return `${advice} \`openstack image set ${options} IMAGE_ID\` sets it. ${WHO_CAN}`
}
