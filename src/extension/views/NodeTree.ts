// Shows plain nodes as one of the editor's trees.
import {
  EventEmitter,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  type Disposable,
  type TreeDataProvider,
} from 'vscode';
import type { TreeNode } from './TreeNode.ts';

/** Nodes are loaded as a whole, when the view is looked at and after each `refresh`. */
export class NodeTree implements TreeDataProvider<TreeNode>, Disposable {
  readonly #changed = new EventEmitter<undefined>();
  readonly #load: () => Promise<readonly TreeNode[]>;
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(load: () => Promise<readonly TreeNode[]>) {
    this.#load = load;
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    return [...(node === undefined ? await this.#load() : (node.children ?? []))];
  }

  getTreeItem(node: TreeNode): TreeItem {
    const { None, Collapsed, Expanded } = TreeItemCollapsibleState;
    const item = new TreeItem(
      node.label,
      node.children === undefined ? None : node.open === true ? Expanded : Collapsed,
    );
    item.id = node.id;
    item.contextValue = node.kind;
    if (node.description !== undefined) item.description = node.description;
    item.tooltip = node.tooltip ?? node.label;
    if (node.icon !== undefined) {
      const { id, colour } = node.icon;
      item.iconPath = new ThemeIcon(id, colour === undefined ? undefined : new ThemeColor(colour));
    }
    if (node.resourceUri !== undefined) item.resourceUri = node.resourceUri;
    if (node.spoken !== undefined) item.accessibilityInformation = { label: node.spoken };
    if (node.command !== undefined) item.command = { command: node.command, title: node.label, arguments: [node] };
    return item;
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
