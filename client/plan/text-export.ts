/** Words of what leaves the planner's desk as a file. */
export const planExportText = {
  zh: {
    plan: {
      export: {
        button: '导出',
        making: '正在制作…',
        csv: '表格 CSV',
        geojson: '图形 GeoJSON',
        png: '地图图片 PNG',
        pdf: '报告 PDF',
        failed: '没能导出',
        edition: '边界版本 {{edition}}',
      },
    },
  },
  en: {
    plan: {
      export: {
        button: 'Export',
        making: 'Making it…',
        csv: 'Table, CSV',
        geojson: 'Shapes, GeoJSON',
        png: 'Picture of the map, PNG',
        pdf: 'Report, PDF',
        failed: 'It could not be exported',
        edition: 'Edition {{edition}}',
      },
    },
  },
};
