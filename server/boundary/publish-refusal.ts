import { Problem } from '../errors.ts';
import type { PublishRefusal } from './publish.ts';
import { findings } from './report.ts';

/** A refusal to publish as a person reads it: what stands in the way, and what can be done. */
export function refusalProblem(refusal: PublishRefusal): Problem {
  const refuse = (type: string, zh: string, en: string): Problem =>
    new Problem(409, type, { zh: '现在不能这样做', en: 'Not possible now' }, { zh, en });
  switch (refusal.refused) {
    case 'errors':
      return new Problem(
        409,
        'errors-left',
        { zh: '还有错误', en: 'Errors are left' },
        {
          zh: `还有 ${refusal.errors} 处错误未被接受：${refusal.kinds.map((kind) => findings[kind].title.zh).join('、')}。请改正文件，或逐类接受`,
          en: `${refusal.errors} errors are not accepted: ${refusal.kinds.map((kind) => findings[kind].title.en).join(', ')}. Mend the file, or accept them kind by kind`,
        },
        refusal.kinds.map((kind) => ({
          pointer: '#/accept',
          got: kind,
          detail: {
            zh: `${findings[kind].title.zh}未被接受`,
            en: `${findings[kind].title.en} are not accepted`,
          },
        })),
      );
    case 'outdated':
      return refuse(
        'outdated',
        `检查时比较的是${refusal.base === null ? '空白' : `版本 ${refusal.base}`}，此后已发布版本 ${refusal.inForce ?? '–'}，请重新检查`,
        `It was checked against ${refusal.base === null ? 'nothing' : `edition ${refusal.base}`}, and edition ${refusal.inForce ?? '–'} was published since: check it again`,
      );
    case 'not-a-draft':
      return refuse(
        'not-a-draft',
        `这个版本已不是草稿（${refusal.status ?? '不存在'}）`,
        `This edition is no draft any more (${refusal.status ?? 'unknown'})`,
      );
    case 'inside-span':
      return refuse(
        'inside-span',
        `这一时间属于版本 ${refusal.edition}（${refusal.validFrom.toISOString()} 起）的有效期；只能接在最后一个版本之后，或放在第一个版本之前`,
        `That time is within edition ${refusal.edition} (from ${refusal.validFrom.toISOString()}): an edition can follow the last or precede the first`,
      );
    case 'judged':
      return refuse(
        'judged',
        `这一时间之后的事件已有 ${refusal.verdicts} 个判定依据版本 ${refusal.edition}；请选更晚的时间`,
        `${refusal.verdicts} verdicts on cases since that time were given under edition ${refusal.edition}: choose a later time`,
      );
    case 'scheduled-ahead':
      return refuse(
        'scheduled-ahead',
        `版本 ${refusal.edition} 已定于 ${refusal.validFrom.toISOString()} 生效；请先撤回它，或选更晚的时间`,
        `Edition ${refusal.edition} is to come into force at ${refusal.validFrom.toISOString()}: take it back first, or choose a later time`,
      );
  }
}
