import { useText } from '../text/text.ts';
import type { TabProps } from './duties.tsx';
import { Exchange } from './exchange.tsx';
import { useTemplates } from './queries.ts';
import { Loaded, TabLayout } from './tab-parts.tsx';

/** Ways to share out the work of a task force: who leads, assists, is informed, each with a named duty. */
export function TemplatesTab({ may }: TabProps) {
  const { t, language, format } = useText();
  const templates = useTemplates();
  return (
    <TabLayout
      intro={t('duty.intro.templates')}
      actions={
        <Exchange
          part="templates"
          download="/api/duties/templates.csv"
          upload="/api/duties/templates"
          mayLoad={may('duty.load')}
        />
      }
    >
      <Loaded query={templates}>
        {(data) =>
          data.templates.length === 0 ? (
            <p className="duty-empty">{t('duty.none')}</p>
          ) : (
            <ul className="duty-forces">
              {data.templates.map((template) => (
                <li key={template.code}>
                  <article className="duty-force">
                    <header>
                      <h2>{format.name(template)}</h2>
                      <span className="duty-quiet">{template.code}</span>
                    </header>
                    <ul className="duty-members">
                      {template.lines.map((line) => (
                        <li key={`${line.department} ${line.duty}`}>
                          <span className={`duty-role duty-role-${line.role}`}>{t(`role.${line.role}`)}</span>
                          <strong>
                            {line.department === null
                              ? t('duty.force.ownOffice')
                              : format.name({
                                  name: line.short ?? line.department,
                                  nameEn: line.shortEn ?? line.department,
                                })}
                          </strong>
                          <span>{language === 'zh' ? line.duty : line.dutyEn}</span>
                        </li>
                      ))}
                    </ul>
                  </article>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </TabLayout>
  );
}
