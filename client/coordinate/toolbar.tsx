import { Tooltip } from 'antd';
import type { Tool } from '../draw/tools.ts';
import { useText } from '../text/text.ts';
import { Icon, type IconName } from './icons.tsx';

/** The drawing tools, floating over the map at its upper left. */
export function Toolbar(props: {
  readonly tool: Tool | null;
  readonly snapping: boolean;
  readonly history: { readonly undo: boolean; readonly redo: boolean };
  readonly canCut: boolean;
  readonly canClear: boolean;
  readonly onTool: (tool: Tool) => void;
  readonly onSnapping: (on: boolean) => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  readonly onClear: () => void;
}) {
  const { t } = useText();
  const tool = (name: Tool, disabled = false) => (
    <ToolButton
      key={name}
      icon={name}
      label={t(`coordinate.tool.${name}`)}
      pressed={props.tool === name}
      disabled={disabled}
      onClick={() => props.onTool(name)}
    />
  );
  return (
    <div
      className="float tools"
      role="toolbar"
      aria-label={t('coordinate.tool.label')}
      aria-orientation="vertical"
    >
      {tool('select')}
      <hr />
      {(['point', 'linestring', 'polygon', 'rectangle', 'circle', 'freehand'] as const).map((name) =>
        tool(name),
      )}
      {tool('hole', !props.canCut)}
      <hr />
      <ToolButton
        icon="magnet"
        label={t('coordinate.tool.snap')}
        pressed={props.snapping}
        quiet
        onClick={() => props.onSnapping(!props.snapping)}
      />
      <hr />
      <ToolButton
        icon="undo"
        label={t('coordinate.tool.undo')}
        disabled={!props.history.undo}
        onClick={props.onUndo}
      />
      <ToolButton
        icon="redo"
        label={t('coordinate.tool.redo')}
        disabled={!props.history.redo}
        onClick={props.onRedo}
      />
      <ToolButton
        icon="clear"
        label={t('coordinate.tool.clear')}
        disabled={!props.canClear}
        onClick={props.onClear}
      />
    </div>
  );
}

function ToolButton(props: {
  readonly icon: IconName;
  readonly label: string;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  /** Pressed without being the tool in hand. */
  readonly quiet?: boolean;
  readonly onClick: () => void;
}) {
  return (
    <Tooltip title={props.label} placement="right" mouseEnterDelay={0.4}>
      <button
        type="button"
        className={props.pressed ? (props.quiet ? 'tool tool-on' : 'tool tool-in-hand') : 'tool'}
        aria-label={props.label}
        aria-pressed={props.pressed ?? undefined}
        disabled={props.disabled ?? false}
        data-testid={`tool-${props.icon}`}
        onClick={props.onClick}
      >
        <Icon name={props.icon} />
      </button>
    </Tooltip>
  );
}
