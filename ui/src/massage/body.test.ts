import { readFileSync } from 'node:fs';

import { render } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';

import BodyMap from './BodyMap.svelte';
import { onTheRight, regions, stretch, whole, type Region } from './body';
import { regionName } from './words';

// The core names the regions and their views in one table; the path is relative to the page's folder, where the tests run.
const table = readFileSync('../core/src/massage/body.rs', 'utf8');
const named = [...table.matchAll(/^ {4}\w+ "([a-z-]+)" (Front|Back),$/gm)].map(([, name = '', view = '']) => [name, view.toLowerCase()]);

describe('the body map', () => {
  it('draws every region the core names, in the view the core names', () => {
    expect(named.length).toBeGreaterThan(30);
    expect(Object.entries(regions).map(([name, { view }]) => [name, view]).sort()).toEqual(named.toSorted());
  });

  it('names every region in words of its own', () => {
    const names = Object.keys(regions).map(regionName);
    expect(new Set(names).size, 'no two regions share a name').toBe(names.length);
    expect(names.filter((name) => name === '' || name.startsWith('massage_')), 'every name is in the catalogue').toEqual([]);
  });

  it('shows the left on the right from the front, and on the left from the back', () => {
    expect(onTheRight('left', 'front')).toBe(true);
    expect(onTheRight('left', 'back')).toBe(false);
    expect(onTheRight('right', 'back')).toBe(true);
  });

  it.each([
    ['left', ['left']],
    ['right', ['right']],
    ['both', ['left', 'right']],
    ['middle', ['left', 'right']],
  ])('lights the side a step names: %s', (side, sides) => {
    const { container } = render(BodyMap, { view: 'back', lit: ['shoulder'], side });
    const lit = [...container.querySelectorAll<SVGElement>('.lit')];
    expect(lit.map(({ dataset }) => dataset['region'])).toEqual(sides.map(() => 'shoulder'));
    expect(lit.map(({ dataset }) => dataset['side'])).toEqual(sides);
  });

  it('has the arms and feet from behind too, for a tap', async () => {
    const onpick = vi.fn();
    const { container } = render(BodyMap, { view: 'back', onpick });
    container.querySelector<SVGElement>('[data-region="upper-arm"][data-side="right"]')?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    expect(onpick).toHaveBeenCalledWith('upper-arm', 'right');
  });

  it('says in words what is lit and from where it is seen', () => {
    const { getByRole } = render(BodyMap, { view: 'back', lit: ['calf', 'hand'], side: 'left' });
    expect(getByRole('img')).toHaveAccessibleName('seen from the back: left calf');
  });

  it('comes close to a region instead of showing the whole figure', () => {
    for (const region of Object.keys(regions) as Region[]) {
      const { view } = regions[region];
      const [top, bottom] = stretch([region], view);
      expect(bottom - top, region).toBeLessThan((whole[view][1] - whole[view][0]) / 2);
    }
  });

  it('shows everything that is lit when it comes close', () => {
    expect(stretch(['scalp', 'abdomen'], 'front')).toEqual([stretch(['scalp'], 'front')[0], stretch(['abdomen'], 'front')[1]]);
  });
});
