import { anonymous, BodyMemory, openingBytes, projectOwner } from './body-memory';
import { Overloaded } from './overloaded';

const mebibyte = 1024 * 1024;
const total = 64 * mebibyte;
const first = projectOwner(1);
const second = projectOwner(2);

/** Opens holds of one owner until it is refused; the bytes it then has. */
function fill(memory: BodyMemory, owner: string, bytes = mebibyte): number {
  try {
    for (;;) memory.open(owner).resize(bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(Overloaded);
    return memory.heldFor(owner);
  }
}

describe('memory for bodies', () => {
  it('counts what is held, and nothing once it is released', () => {
    const memory = new BodyMemory(total);
    const hold = memory.open(first);
    expect(memory.used).toBe(openingBytes);
    hold.resize(3 * mebibyte);
    expect([hold.bytes, memory.used, memory.heldFor(first)]).toEqual([
      3 * mebibyte,
      3 * mebibyte,
      3 * mebibyte,
    ]);
    hold.resize(1);
    expect(memory.used).toBe(openingBytes);
    hold.release();
    hold.release();
    expect([memory.used, memory.heldFor(first)]).toEqual([0, 0]);
  });

  it('gives one project half, and always leaves room for the next', () => {
    const memory = new BodyMemory(total);
    expect(fill(memory, first) / total).toBeCloseTo(1 / 2, 1);
    const left = total - memory.used;
    expect(fill(memory, second) / left).toBeCloseTo(1 / 2, 1);
    for (let project = 3; project < 8; project += 1) {
      expect(() => memory.open(projectOwner(project))).not.toThrow();
    }
    expect(memory.used).toBeLessThanOrEqual(total);
  });

  it('gives all anonymous requests a quarter', () => {
    const memory = new BodyMemory(total);
    const held = fill(memory, anonymous, openingBytes);
    expect(held).toBe(total / 4);
    expect(() => memory.open(first).resize(5 * mebibyte)).not.toThrow();
  });

  it('moves what an anonymous request holds to its project, or leaves all as it was', () => {
    const memory = new BodyMemory(total);
    fill(memory, first);
    const hold = memory.open(anonymous);
    hold.moveTo(second);
    expect([memory.heldFor(anonymous), memory.heldFor(second)]).toEqual([0, openingBytes]);
    hold.resize(4 * mebibyte);
    const before = memory.used;
    expect(() => hold.moveTo(first)).toThrow(Overloaded);
    expect([memory.used, memory.heldFor(second)]).toEqual([before, 4 * mebibyte]);
  });

  it('reports each refusal', () => {
    const refused = jest.fn();
    fill(new BodyMemory(total, refused), first);
    expect(refused.mock.calls).toEqual([['body_memory']]);
  });
});
