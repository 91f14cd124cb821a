/** The map's own words. */
export const mapText = {
  zh: {
    'map.label': '地图',
    'map.schematic': '示意图',
    'map.zoomIn': '放大',
    'map.zoomOut': '缩小',
    'map.failed': '地图无法启动：此浏览器没有 WebGL 2。请换用较新的浏览器，或在系统设置里打开硬件加速。',
  },
  en: {
    'map.label': 'Map',
    'map.schematic': 'Schematic',
    'map.zoomIn': 'Zoom in',
    'map.zoomOut': 'Zoom out',
    'map.failed':
      'The map cannot start: this browser has no WebGL 2. Use a newer browser, or turn on hardware acceleration in its settings.',
  },
} as const;
