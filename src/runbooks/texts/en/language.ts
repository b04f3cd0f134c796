// English texts of the room `language`.
export const language = {} as const;
