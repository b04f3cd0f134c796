// English texts of the room `views`.
export const views = {} as const;
