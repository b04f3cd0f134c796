// English texts of the area `runs`: starting, watching and ending runs.
export const runs = {
  'runs.restricted':
    'This workspace is not trusted: its runbooks can be read and checked. Nothing is run or connected.',
} as const;
