// English texts of the room `hosts`.
export const hosts = {} as const;
