import { projectReference } from '../projects/project-shape';
import type { TeamWithProjects } from './team-store';

/** A team; API tokens are nobody's, so nobody is a member. */
export const teamShape = ({ team, projects }: TeamWithProjects) => ({
  id: String(team.id),
  slug: team.slug,
  dateCreated: team.date_created.toISOString(),
  isMember: false,
  memberCount: 0,
  projects: projects.map(projectReference),
});
