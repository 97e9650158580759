/** A process of a component, at one moment. */
export interface ProcessUsage {
  readonly pid: number;
  readonly command: string;
  /** Resident memory without shared segments, so that those of one PostgreSQL can be added. Bytes. */
  readonly memory: number;
  readonly files: number;
  /** Those of the open files that are sockets. */
  readonly sockets: number;
}

/** What a component uses, at one moment. */
export interface Usage {
  readonly processes: readonly ProcessUsage[];
  /** Bytes of its data folder; nothing where it has none. */
  readonly disk?: number;
  /** Bytes of its log. */
  readonly log: number;
}

/**
 * Prints each process with its memory, command and open files: all that can be read, or those whose ids are given. POSIX
 * shell, so that it runs in every image.
 */
export const usageScript = `
[ $# -gt 0 ] || set -- $(cd /proc && echo [0-9]*)
for pid do
  [ "$pid" != $$ ] && [ -r /proc/$pid/status ] || continue
  echo "process $pid $(tr '\\0\\n' '  ' < /proc/$pid/cmdline)"
  grep -E '^(VmRSS|RssShmem):' /proc/$pid/status
  ls -l /proc/$pid/fd
done 2>/dev/null
true`;

const kilobytes = (block: string, name: string): number =>
  1024 * Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(block)?.[1] ?? 0);

/** What {@link usageScript} printed. A process that ended meanwhile, or that the kernel keeps for itself, has no memory. */
export function parseUsage(output: string): readonly ProcessUsage[] {
  return output
    .split(/^process /m)
    .slice(1)
    .map((block) => {
      const [, pid = '', command = ''] = /^(\d+) (.*)/.exec(block) ?? [];
      return {
        pid: Number(pid),
        command: command.trim(),
        memory: kilobytes(block, 'VmRSS') - kilobytes(block, 'RssShmem'),
        files: (block.match(/ -> /g) ?? []).length,
        sockets: (block.match(/ -> socket:/g) ?? []).length,
      };
    })
    .filter(({ memory }) => memory > 0);
}

/** The ids of a process and of all below it, from the lines of `ps -eo pid=,ppid=`. */
export function withDescendants(root: number, table: string): readonly number[] {
  const pairs = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const found = [root];
  for (const parent of found) found.push(...pairs.filter(([, of]) => of === parent).map(([pid = 0]) => pid));
  return found;
}

/** Bytes, from what `du -sk` printed. */
export const parseDisk = (output: string): number => 1024 * Number.parseInt(output, 10);
