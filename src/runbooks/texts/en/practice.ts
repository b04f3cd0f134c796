// English texts of the room `practice`.
export const practice = {
  'practice.simulation':
    'This is the practice host, a simulation (scenario {scenario}). Its commands and processes are real, its systemd, its MCSManager and its past are played. It is thrown away at the end.',
} as const;
