import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The layers of src/, lowest first: a file may import from its own folder and from the layers listed for it. */
const LAYERS = {
  model: [],
  collect: ['model'],
  join: ['model'],
  check: ['model'],
  report: ['model'],
  triage: ['model'],
};
const FOLDERS = Object.keys(LAYERS);
const TOP = ['scan', 'policies', 'config', 'cli', 'action', 'index'];

/** One lint block per folder: everything that is not below it is forbidden. */
function layer(folder) {
  const allowed = [folder, ...LAYERS[folder]];
  const folders = FOLDERS.filter((other) => !allowed.includes(other)).map((other) => `**/${other}/**`);
  const files = TOP.flatMap((name) => [`**/${name}.js`, `**/${name}/**`]);
  return [
    {
      group: [...folders, ...files],
      message: `${folder}/ may import only ${allowed.join(', ')} (CONTRIBUTING.md, dependency rule).`,
    },
  ];
}

/** Packages that only one place may import, so that nothing else grows a dependency on them. */
const AZURE = { group: ['@azure/*'], message: '@azure/* is imported in src/collect/azure only.' };
const ACTIONS = { group: ['@actions/*'], message: '@actions/* is imported in src/action.ts only.' };
const NODE_IO = {
  group: ['node:fs*', 'node:http*', 'node:net', 'node:tls', 'node:child_process', 'node:process', 'node:os'],
  message: 'This folder is pure: no I/O, no environment.',
};

const restrict = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns: patterns.flat() }] });

export default defineConfig(
  globalIgnores(['src/shipped-policies.ts', 'dist/', 'coverage/', 'node_modules/', 'demo-output/']),
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', Buffer: 'readonly', URL: 'readonly' },
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 260, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      ...restrict(AZURE, ACTIONS),
    },
  },
  ...FOLDERS.map((folder) => ({
    files: [`src/${folder}/**/*.ts`],
    ignores: ['src/collect/azure/**'],
    rules: restrict(
      layer(folder),
      AZURE,
      ACTIONS,
      ['join', 'check', 'report', 'triage', 'model'].includes(folder) ? NODE_IO : [],
    ),
  })),
  { files: ['src/collect/azure/**/*.ts'], rules: restrict(layer('collect'), ACTIONS) },
  { files: ['src/action.ts'], rules: restrict(AZURE) },
  {
    files: ['src/{join,check,report,triage,model}/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'fetch', 'setTimeout', 'console'],
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'No clock here: "now" is the inventory\'s takenAt.',
        },
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'No clock here: "now" is the inventory\'s takenAt.',
        },
        {
          selector: "MemberExpression[object.name='Math'][property.name='random']",
          message: 'No chance here.',
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts', 'scripts/**', 'bench/**'],
    rules: { 'no-console': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);
