/**
 * The theme of the API pages: that of TypeDoc, in which an export that another module documents looks like any other.
 *
 * @module
 */
import { type DeclarationReflection, DefaultTheme, JSX, type PageEvent, ReferenceReflection, type Reflection } from "typedoc";

type RenderContext = ReturnType<DefaultTheme["getRenderContext"]>;

/** Shows the export in the list of a module that another module documents. */
function referenceSummary(context: RenderContext, member: ReferenceReflection): JSX.Element {
  const target = member.getTargetReflectionDeep() as DeclarationReflection;
  const id = context.getAnchor(member) ?? context.slugger.slug(member.name);
  context.page.pageHeadings.push({ link: `#${id}`, text: member.name, kind: target.kind, icon: context.theme.getReflectionIcon(target) });
  const link = JSX.createElement("a", { href: context.urlTo(target) ?? "" }, member.name);
  const name = JSX.createElement("span", { class: "tsd-member-summary-name" }, context.reflectionIcon(target), link);
  return JSX.createElement(
    JSX.Fragment,
    null,
    JSX.createElement("dt", { class: "tsd-member-summary", id }, name),
    JSX.createElement("dd", { class: "tsd-member-summary" }, context.commentShortSummary(member)),
  );
}

/** The theme `websocket2`. */
export class ApiTheme extends DefaultTheme {
  override getRenderContext(page: PageEvent<Reflection>): RenderContext {
    const context = super.getRenderContext(page);
    const memberSummary = context.moduleMemberSummary;
    context.moduleMemberSummary = (member) =>
      member instanceof ReferenceReflection ? referenceSummary(context, member) : memberSummary(member);
    return context;
  }

  override getReflectionIcon(reflection: Reflection): keyof this["icons"] & (string | number) {
    return super.getReflectionIcon(
      reflection instanceof ReferenceReflection ? reflection.getTargetReflectionDeep() : reflection,
    ) as keyof this["icons"] & (string | number);
  }
}
