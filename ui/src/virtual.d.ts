declare module 'virtual:catalogue/en' {
  const texts: Record<string, string>;
  export default texts;
}
declare module 'virtual:catalogue/pl' {
  const texts: Record<string, string>;
  export default texts;
}
