/** The guide's bibliography, ready to be printed. */
import type { Reference } from '../types';

interface Work {
  id: string;
  title: string;
  author?: { family?: string; given?: string; literal?: string }[];
  'container-title'?: string;
  volume?: string;
  page?: string;
  publisher?: string;
  issued?: { 'date-parts'?: number[][] };
  DOI?: string;
  PMID?: string;
}

const files = import.meta.glob<Work[]>('../../../../guide/references.json', { import: 'default', eager: true });
const works = Object.values(files).flat();

export function referencesOf(ids: readonly string[]): Reference[] {
  return ids.flatMap((id) => {
    const work = works.find((other) => other.id === id);
    if (!work) return [];
    const year = work.issued?.['date-parts']?.[0]?.[0] ?? '';
    const names = (work.author ?? []).map(({ family, given, literal }) => literal ?? [family, given].filter(Boolean).join(' '));
    const where = [work['container-title'] ?? work.publisher, [year, work.volume].filter(Boolean).join(';'), work.page].filter(Boolean).join(' ');
    const first = work.author?.[0];
    return [{ id, short: `${first?.family ?? first?.literal ?? id} ${year}`, citation: `${names.join(', ')}. ${work.title}. ${where}.`.replaceAll('..', '.'), doi: work.DOI ?? null, pmid: work.PMID ?? null }];
  });
}
