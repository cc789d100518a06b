/** Where the tables of the lineage go on the page: layers from left to right, laid out by elkjs. */
import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api';
import type { ReportData } from './data';
import type { Layer } from './layers';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlacedTable {
  /** Index into the data's tables. */
  readonly table: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedEdge {
  readonly from: number;
  readonly to: number;
  readonly points: readonly Point[];
}

export interface Band {
  readonly layer: Layer;
  readonly x: number;
  readonly width: number;
}

export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  readonly tables: readonly PlacedTable[];
  readonly edges: readonly PlacedEdge[];
  /** One behind each layer's tables; none where layers feed each other both ways. */
  readonly bands: readonly Band[];
}

const nodeHeight = 62;
const characterWidth = 7.6;
const padding = 18;

export async function layOut(data: ReportData, layers: readonly Layer[]): Promise<GraphLayout> {
  const { default: elk } = await import('elkjs/lib/elk.bundled.js');
  const indexOf = new Map(data.tables.map((table, index) => [table.id, index]));
  const layerOf = data.tables.map((table) => layers.findIndex((layer) => layer.name === table.layer));
  const pairs = new Map<string, readonly [number, number]>();
  for (const { from, to } of data.lineage.tables) {
    const pair = [indexOf.get(from), indexOf.get(to)] as const;
    if (pair[0] === undefined || pair[1] === undefined || pair[0] === pair[1]) continue;
    pairs.set(pair.join('>'), [pair[0], pair[1]]);
  }
  const edges = [...pairs.values()];
  const onward = edges.every(([from, to]) => (layerOf[from] ?? 0) <= (layerOf[to] ?? 0));
  const graph: ElkNode = {
    id: 'lineage',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'RIGHT',
      'elk.edgeRouting': 'ORTHOGONAL',
      'elk.randomSeed': '1',
      'elk.partitioning.activate': String(onward),
      'elk.layered.spacing.nodeNodeBetweenLayers': '56',
      'elk.layered.spacing.edgeNodeBetweenLayers': '18',
      'elk.layered.spacing.edgeEdgeBetweenLayers': '9',
      'elk.spacing.nodeNode': '18',
      'elk.spacing.edgeNode': '14',
      'elk.layered.mergeEdges': 'true',
      'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
      'elk.padding': `[top=${onward ? 44 : padding},left=${padding},bottom=${padding},right=${padding}]`,
    },
    children: data.tables.map((table, index) => ({
      id: `t${index}`,
      width: Math.round(Math.min(250, Math.max(166, shortName(table.id).length * characterWidth + 44))),
      height: nodeHeight,
      layoutOptions: { 'elk.partitioning.partition': String(layerOf[index] ?? 0) },
    })),
    edges: edges.map(([from, to]): ElkExtendedEdge => ({
      id: `${from}>${to}`,
      sources: [`t${from}`],
      targets: [`t${to}`],
    })),
  };
  return placed(await new elk.default().layout(graph), edges, onward ? layers : [], layerOf);
}

/** The part behind the layer. */
export function shortName(id: string): string {
  return id.includes('.') ? id.slice(id.indexOf('.') + 1) : id;
}

function placed(
  graph: ElkNode,
  edges: readonly (readonly [number, number])[],
  layers: readonly Layer[],
  layerOf: readonly number[],
): GraphLayout {
  const tables = (graph.children ?? []).map((node, table) => ({
    table,
    x: node.x ?? 0,
    y: node.y ?? 0,
    width: node.width ?? 0,
    height: node.height ?? 0,
  }));
  return {
    width: graph.width ?? 0,
    height: graph.height ?? 0,
    tables,
    edges: (graph.edges ?? []).flatMap((edge, index): PlacedEdge[] => {
      const ends = edges[index];
      const section = edge.sections?.[0];
      if (ends === undefined || section === undefined) return [];
      return [
        { from: ends[0], to: ends[1], points: [section.startPoint, ...(section.bendPoints ?? []), section.endPoint] },
      ];
    }),
    bands: layers.flatMap((layer, index): Band[] => {
      const own = tables.filter((node) => layerOf[node.table] === index);
      if (own.length === 0) return [];
      const left = Math.min(...own.map((node) => node.x)) - 14;
      const right = Math.max(...own.map((node) => node.x + node.width)) + 14;
      return [{ layer, x: left, width: right - left }];
    }),
  };
}
