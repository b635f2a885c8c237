// What the scripts that the page loads before this one leave in the window, as far as it is used here.

type ReactNode = { readonly node: unique symbol };

type CodeEditor = {
  getValue(): string;
  setValue(text: string): void;
  on(event: 'change', listener: () => void): void;
  off(event: 'change', listener: () => void): void;
};

/** It knows the operations of its text a moment after the text changed. */
type QueryEditor = CodeEditor & { readonly operationName?: string | null };

type EditorContext = {
  readonly tabs: readonly { readonly query: string | null }[];
  readonly activeTabIndex: number;
  readonly queryEditor: QueryEditor | null;
  readonly responseEditor: CodeEditor | null;
  addTab(): void;
  changeTab(index: number): void;
};

type Execution = { run(): void };

declare const React: {
  readonly Fragment: unknown;
  createElement(type: unknown, properties?: object | null, ...children: readonly unknown[]): ReactNode;
  useEffect(effect: () => undefined | (() => void), dependencies?: readonly unknown[]): void;
};

declare const ReactDOM: { createRoot(element: Element): { render(node: ReactNode): void } };

declare const GraphiQL: {
  readonly Toolbar: unknown;
  readonly React: {
    useEditorContext(): EditorContext;
    useExecutionContext(): Execution;
  };
  createFetcher(options: {
    readonly url: string;
    readonly enableIncrementalDelivery: boolean;
    readonly fetch: (address: string, options: RequestInit) => Promise<Response>;
  }): unknown;
};

declare const GraphiQLPluginExplorer: { explorerPlugin(options: { readonly showAttribution: boolean }): unknown };
