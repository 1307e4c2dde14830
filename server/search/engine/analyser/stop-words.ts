/** Folded words that carry no meaning for finding: Lunr's Dutch list plus the small change of questions asked at a desk. */
const dutch = new Set(
  `aan al alles als altijd andere ben bij daar dan dat de der deze die dit doch doen door dus een eens en er ge geen
  geweest haar had heb hebben heeft hem het hier hij hoe hun iemand iets ik in is ja je kan kon kunnen maar me meer men
  met mij mijn moet na naar niet niets nog nu of om omdat onder ons ook op over reeds te tegen toch toen tot u uit uw van
  veel voor want waren was wat werd wezen wie wil worden wordt zal ze zelf zich zij zijn zo zonder zou
  bent doet gaat gaan graag hen jij jou jouw krijg krijgt krijgen kunt mag moeten mogen onze per tijdens tussen via vanaf weet
  waar waarom wanneer welk welke willen we wij zoals zouden zodat zulke we`.split(/\s+/),
)

const english = new Set(
  `a an and are as at be been but by can could did do does for from had has have how i if in into is it its may me must my
  no not of on or our shall she should so than that the their them then there these they this those to us was we were
  what when where which who whom why will with would you your`.split(/\s+/),
)

/** True for a folded word that is left out of index and query in that language. */
export function isStopWord(folded: string, language: 'nl' | 'en'): boolean {
  return (language === 'nl' ? dutch : english).has(folded)
}
