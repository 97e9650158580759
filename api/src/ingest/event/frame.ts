import { asList, asText, asObject, booleanOrNull, integerOrNull, isObject, textOrNull } from './read';

/** One stack frame in the shape of Sentry's API. */
export interface Frame {
  filename: string | null;
  absPath: string | null;
  module: string | null;
  package: string | null;
  platform: string | null;
  instructionAddr: string | null;
  symbolAddr: string | null;
  function: string | null;
  rawFunction: string | null;
  symbol: string | null;
  /** Source lines with their numbers, oldest first. */
  context: [number, string][];
  lineNo: number | null;
  colNo: number | null;
  inApp: boolean | null;
  trust: string | null;
  errors: null;
  vars: unknown;
}

const maxText = 1024;
/** Minified code has lines of megabytes. */
const maxSourceLine = 512;
const maxSourceLines = 20;

const sourceLines = (value: unknown): string[] =>
  asList(value)
    .slice(0, maxSourceLines)
    .map((line) => asText(line, maxSourceLine) ?? '');

function contextOf(frame: Record<string, unknown>, lineNo: number | null): [number, string][] {
  const line = asText(frame.context_line, maxSourceLine);
  if (lineNo === null || line === undefined) return [];
  const before = sourceLines(frame.pre_context);
  const lines = [...before, line, ...sourceLines(frame.post_context)];
  return lines.map((text, index) => [lineNo - before.length + index, text]);
}

function readFrame(frame: Record<string, unknown>): Frame {
  const lineNo = integerOrNull(frame.lineno);
  const absPath = textOrNull(frame.abs_path, maxText);
  return {
    filename: textOrNull(frame.filename, maxText) ?? absPath,
    absPath: absPath ?? textOrNull(frame.filename, maxText),
    module: textOrNull(frame.module, maxText),
    package: textOrNull(frame.package, maxText),
    platform: textOrNull(frame.platform, 64),
    instructionAddr: textOrNull(frame.instruction_addr, 64),
    symbolAddr: textOrNull(frame.symbol_addr, 64),
    function: textOrNull(frame.function, maxText),
    rawFunction: textOrNull(frame.raw_function, maxText),
    symbol: textOrNull(frame.symbol, maxText),
    context: contextOf(frame, lineNo),
    lineNo,
    colNo: integerOrNull(frame.colno),
    inApp: booleanOrNull(frame.in_app),
    trust: textOrNull(frame.trust, 64),
    errors: null,
    vars: isObject(frame.vars) || Array.isArray(frame.vars) ? frame.vars : null,
  };
}

export interface Stacktrace {
  frames: Frame[];
  framesOmitted: [number, number] | null;
  registers: unknown;
  hasSystemFrames: boolean;
}

/** Frames kept of one stack, half from each end, as Sentry does with an endless recursion. */
const maxFrames = 250;

/** Reads a stack trace, frames from the oldest call to the newest; undefined when there are no frames. */
export function readStacktrace(value: unknown): Stacktrace | undefined {
  const stack = asObject(value);
  const all = asList(stack.frames).filter(isObject);
  if (all.length === 0) return undefined;
  const tooMany = all.length > maxFrames;
  const kept = tooMany ? [...all.slice(0, maxFrames / 2), ...all.slice(-maxFrames / 2)] : all;
  const frames = kept.map(readFrame);
  return {
    frames,
    framesOmitted: tooMany ? [maxFrames / 2, all.length - maxFrames / 2] : null,
    registers: isObject(stack.registers) ? stack.registers : null,
    hasSystemFrames: frames.some(({ inApp }) => inApp === true) && frames.some(({ inApp }) => inApp !== true),
  };
}
