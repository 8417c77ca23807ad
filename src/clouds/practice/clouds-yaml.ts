import { stringify } from 'yaml'
import type { PracticeContent, PracticeUser } from './practice-content.ts'

/** First line of each clouds.yaml that a practice cloud writes, so that it can know its own files. */
export const CLOUDS_YAML_HEADER = '# Access to a siegel practice cloud; worthless once that has ended.'

/** clouds.yaml with three entries: `name` (password), `name-appcred` (application credential) and `name-admin`. */
export function renderCloudsYaml(name: string, authUrl: string, content: PracticeContent): string {
  const region = { region_name: content.region }
  const { applicationCredential } = content
  const clouds = {
    [name]: { ...region, auth: passwordAuth(authUrl, content.member) },
    [`${name}-appcred`]: {
      ...region,
      auth_type: 'v3applicationcredential',
      auth: {
        auth_url: authUrl,
        application_credential_id: applicationCredential.id,
        application_credential_secret: applicationCredential.secret,
      },
    },
    [`${name}-admin`]: { ...region, auth: passwordAuth(authUrl, content.admin) },
  }
  return `${CLOUDS_YAML_HEADER}\n${stringify({ clouds })}`
}

function passwordAuth(authUrl: string, user: PracticeUser): object {
  return {
    auth_url: authUrl,
    username: user.name,
    password: user.password,
    project_name: user.projectName,
    user_domain_name: 'Default',
    project_domain_name: 'Default',
  }
}
