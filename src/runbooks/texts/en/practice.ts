// English texts of the room `practice`.
export const practice = {} as const;
