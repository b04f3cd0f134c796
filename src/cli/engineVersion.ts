// The version of this engine, as journals and reports name it.
import packageJson from '../../package.json' with { type: 'json' };

export const engineVersion = packageJson.version;
