export { LANGUAGES } from '../text/languages';
