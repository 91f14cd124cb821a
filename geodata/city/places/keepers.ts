/**
 * Who keeps what, as the demo city has it: names of bodies are of the kind that exist, what they keep on the demo map is
 * made up. A row of streets is: name of the street, code of the area whose body it is, its level, the body in Chinese and
 * in English, divided by semicolons.
 */
export const streetKeepers = `
王府井大街;110101;district;王府井地区管理委员会;Wangfujing Area Administration
前门大街;110101;district;前门大街管理委员会;Qianmen Street Administration
西长安街;110000;city;天安门地区管理委员会;Tian'anmen Area Administration
东长安街;110000;city;天安门地区管理委员会;Tian'anmen Area Administration
西单北大街;110102;district;西单地区管理委员会;Xidan Area Administration
新街口北大街;110102;district;西城区城市道路养护中心;Xicheng Road Maintenance Centre
三里屯路;110105;district;三里屯商圈管理办公室;Sanlitun Business District Office
三里河路;110000;city;北京市城市道路养护管理中心;Beijing Road Maintenance Centre
中关村大街;110108;district;中关村大街管理办公室;Zhongguancun Street Office
南锣鼓巷;110101003;subdistrict;南锣鼓巷主街管理办公室;Nanluoguxiang Main Street Office
烟袋斜街;110102012;subdistrict;什刹海景区管理处;Shichahai Scenic Area Office
大栅栏街;110102013;subdistrict;大栅栏商街管理办公室;Dashilan Shopping Street Office
牛街;110102018;subdistrict;牛街主街管理办公室;Niujie Main Street Office
方庄路;110106;district;丰台区城市道路养护中心;Fengtai Road Maintenance Centre
`;

/** Parks that the city keeps itself; the others are kept by their districts. */
export const cityParks: ReadonlySet<string> = new Set(
  '颐和园 天坛公园 北海公园 景山公园 中山公园 香山公园 国家植物园 北京动物园 陶然亭公园 紫竹院公园 玉渊潭公园'.split(
    ' ',
  ),
);

/** Subdistricts with a row of three parcels of three owners, along a street of 30 m. */
export const parcelled: readonly string[] = [
  '110102019',
  '110106003',
  '110101014',
  '110105018',
  '110108001',
  '110108011',
  '110105026',
  '110106010',
  '110107004',
];

export const parcelOwners: readonly (readonly [name: string, nameEn: string])[] = [
  ['华明置业有限公司', 'Huaming Properties Ltd'],
  ['安和商贸有限公司', 'Anhe Trading Ltd'],
  ['顺昌物业服务有限公司', 'Shunchang Estate Services Ltd'],
  ['福源仓储有限公司', 'Fuyuan Warehousing Ltd'],
  ['嘉德医院', 'Jiade Hospital'],
  ['明德学校', 'Mingde School'],
];
