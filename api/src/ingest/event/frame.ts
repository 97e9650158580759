import type { Place } from './place';
import { asList, asObject, booleanOrNull, integerOrNull, isObject } from './read';

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

const sourceLines = (value: unknown, at: Place): string[] =>
  at.some(asList(value), maxSourceLines).map((line, index) => at.textOf(index, line, maxSourceLine) ?? '');

function contextOf(frame: Record<string, unknown>, lineNo: number | null, at: Place): [number, string][] {
  const { context_line: contextLine } = frame;
  if (lineNo === null || contextLine === undefined || contextLine === null) return [];
  const line = at.text(frame, 'context_line', maxSourceLine) ?? '';
  const before = sourceLines(frame.pre_context, at.in('pre_context'));
  const lines = [...before, line, ...sourceLines(frame.post_context, at.in('post_context'))];
  return lines.map((text, index) => [lineNo - before.length + index, text]);
}

function readFrame(frame: Record<string, unknown>, at: Place): Frame {
  const lineNo = integerOrNull(frame.lineno);
  const absPath = at.text(frame, 'abs_path', maxText);
  const filename = at.text(frame, 'filename', maxText);
  return {
    filename: filename ?? absPath,
    absPath: absPath ?? filename,
    module: at.text(frame, 'module', maxText),
    package: at.text(frame, 'package', maxText),
    platform: at.text(frame, 'platform', 64),
    instructionAddr: at.text(frame, 'instruction_addr', 64),
    symbolAddr: at.text(frame, 'symbol_addr', 64),
    function: at.text(frame, 'function', maxText),
    rawFunction: at.text(frame, 'raw_function', maxText),
    symbol: at.text(frame, 'symbol', maxText),
    context: contextOf(frame, lineNo, at),
    lineNo,
    colNo: integerOrNull(frame.colno),
    inApp: booleanOrNull(frame.in_app),
    trust: at.text(frame, 'trust', 64),
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
export function readStacktrace(value: unknown, place: Place): Stacktrace | undefined {
  const stack = asObject(value);
  const at = place.in('frames');
  const all = at.objects(asList(stack.frames));
  if (all.length === 0) return undefined;
  const tooMany = all.length > maxFrames;
  const kept = tooMany ? [...all.slice(0, maxFrames / 2), ...all.slice(-maxFrames / 2)] : all;
  if (tooMany) at.cut(all.length, `cut to the first and last ${maxFrames / 2}`);
  const frames = kept.map((frame, index) => readFrame(frame, at.in(index)));
  return {
    frames,
    framesOmitted: tooMany ? [maxFrames / 2, all.length - maxFrames / 2] : null,
    registers: isObject(stack.registers) ? stack.registers : null,
    hasSystemFrames: frames.some(({ inApp }) => inApp === true) && frames.some(({ inApp }) => inApp !== true),
  };
}
