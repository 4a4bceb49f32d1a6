"""What else a general outlet writes of: words that say at a glance that an entry is of sport, weather, the royals.

Stems, matched at the start of a word in text without accents; `=` ends a word that stands only for itself, `-` is a
hyphen, an apostrophe or a space. Chosen from what the desks of a newspaper write of, then thinned out: a word went when
it stood in the title or first sentence of several articles of an attack (nlp/corpus) that have no word of security, as
"hotel", "home" or the Dutch "plat" did.
"""

from __future__ import annotations

import re

TOPICS = {
    "sport": """
sport= sports sportif sportive= voetbal= voetballer voetbalt football foot= footballeu soccer rugby tennis wimbledon
roland-garros us-open cyclis wielren wielers renner= renners peloton tour-de-france ronde-van vuelta giro= formule-1
formula-1 formula-one grand-prix grote-prijs olympi paralymp medaill medal= medals= marathon atlet athlet biathlon
schaats skater skieur skieuse judo= judoka hockey basketbal basket-ball nba= nfl= volleybal handbal cricket wicket
golfer golfeu bokser boxeur boxing heavyweight kampioen champion finales halve-finale demi-finale semi-final
quarter-final kwartfinale quart-de-finale play-off premier-league champions-league ligue-1 ligue-2 ligue-des-champions
eredivisie jupiler pro-league bundesliga serie-a uefa fifa ajax= feyenoord psv= anderlecht club-brugge psg= arsenal=
chelsea= tottenham real-madrid fc-barcelona mercato bondscoach selectionneur entraineur trainer= coach= striker
midfielder goalkeeper doelman doelpunt buteur butte= penalty= penalties interland rode-duivels diables-rouges oranje=
bleus= lions= lioness stadion= stadium= stade= scheidsrechter arbitre referee top-14 six-nations nederlaag
overwinning= zege= victoire= defaite= s'impose s'incline elimine= verslaat beat= beats= defeat etape= verstappen
mbappe messi= ronaldo= transferperiode supporters= davis-cup wereldkamp championnat coupe-de coupe-du championship
world-cup euro-2028 ek= wk= darts= snooker dribbl hattrick ippon forfait= blessure= kuitblessure hamstring overtime=
slotminuut gelijkspel match-nul a-domicile thuiswedstrijd wedstrijd scored= goals= squad= halve-marathon trail=
gymnast zwemmer swimmer nageu jockey courses-hippiques paardenkoers
""",
    "politics": """
electoral verkiezing= verkiezingen kiezer= kiezers stembus stembiljet ballot= voters= by-election polls= opinion-poll
sondage peiling= peilingen parlementa parliament senaat= senat= senateur assemblee-nat l'assemblee tweede-kamer
eerste-kamer kamerlid coalitie coalition= formateur informateur oppositi opposition= motie= wetsvoorstel wetsontwerp
projet-de-loi proposition-de-loi reforme hervorming labour= tory= tories liberal-dem reform-uk lords= mps=
westminster= downing-street democrats= republicans= macron= biden= starmer farage le-pen melenchon wilders= jetten
de-wever poutine putin= poetin zelensky gaza= hamas= netanyahu palestin cisjordanie ceasefire cease-fire cessez-le-feu
staakt-het-vuren treve= pourparlers droits-de-douane handelstarie importtarie tariffs= tariff= asiel asielbel migrant
migratie immigra vluchteling refugee pensioenen stakers staking= stakingen grevistes grevist vakbond syndicats strike=
strikes= manifestation betoging demonstr protesters= gilets-jaunes wealth-tax accijns visite-d'etat staatsbezoek
state-visit white-house witte-huis maison-blanche elysee matignon bundestag merkel= kabinet= regeerakkoord fin-de-vie
euthanas assisted-dying avortement abortion abortus stikstof presidentielle legislatives referendum brexit= otan=
navo= nato= ambassadeur= diplomat vredesoverleg paix= troepen troupes= raketaanval frontlinie
""",
    "weather and nature": """
meteo weersvoorspel weerbericht weerman knmi= kmi= met-office forecasters pluies pluvieu regenbui regenval regent=
rainfall downpour neige= sneeuw sneeuwval snowfall orages onweer windstoten rafale rafales vigilance-orange
vigilance-rouge code-geel code-oranje code-rood amber-warning graden= degrees= canicule hittegolf heatwave hottest=
warmste= coldest= koudste= gladheid ijzel verglas ensoleill zonnig sunshine buien= crue= crues inondation overstrom
flooding= hurricane orkaan ouragan cyclone= seisme aardbeving earthquake volcan= volcano= eruption= avalanche= lawine
droogte= drought secheresse bosbrand feu-de-foret feux-de-foret wildfire klimaat climat= climate= climatique broeikas
co2= biodivers loups= wolf= wolven sanglier everzwijn zeehond baleine walvis whale= dierentuin zoo= vogelgriep
grippe-aviaire bird-flu pluimvee volaille oiseaux= vogels= birds=
""",
    "culture and people": """
cinema= cinemas cineast filmfestival tournage= hollywood disney oscars= oscar= cesars= bafta emmy= grammy eurovis
songfestival actrice= actress= acteur= zanger= zangeres singer= songwriter chanteur= chanteuse= rappeur rapper=
concert= concerts concerttour albums= single= hitparade playlist festival= festivals tomorrowland lowlands glastonbury
pukkelpop francofolies comedian comedy= komiek humoriste sitcom soap= reality= tv-show talkshow realiser= realisateur
regisseur= filmmaker novelist romancier romanciere schrijver schrijfster ecrivain prix-goncourt goncourt renaudot
booker-prize boekenweek libris roman= bestseller dichtbundel peintre= peinture= schilder= schilderij painter=
paintings= exposition= expositie tentoonstelling vernissage retrospective rijksmuseum louvre= beeldhouw sculpt opera=
ballet= balletdans danseres choreograph fashion= couture= miss-france miss-belgi strictly= koning= koningin
koninklijk-paar prins= prinses prince-william prince-harry princess= princesse king-charles king-willem roi-philippe
reine-mathilde queen= royals= royal-family famille-royale buckingham overleden= overlijdt overlijden= obitu dies-at
dies-aged meurt-a mort-a-l'age pape= paus= pope= vatica evecque bisschop= ramadan= carnaval carnival= kerstmarkt
marche-de-noel halloween sinterklaas horoscop celebrit showbizz showbiz bv's
""",
    "business": """
wall-street nasdaq dow-jones cac-40 cac= aex= bel20 bel-20 ftse= stocks= beurskoers koersen inflation= inflatie
koopkracht pouvoir-d'achat hypothe mortgage interest-rate rente= rentes= taux-d'interet livret-a bce= ecb= fed=
banque-centrale chomage werkloos unemploy vacatures= suppression-d'emplois postes= banenverlies job-cuts job-losses
licenci ontslagen= ontslagronde layoff redundanc jaarcijfers kwartaalcijfers winst= nettowinst omzet= benefices
profits= profit= croissance= economische-groei economists= recession= recessie conjonctur pib= bbp= gdp= begroting=
olieprij petrole opec= crude= olijfolie oil-prices carburants benzineprij brandstofprij huizenprij huizenmarkt
woningmarkt house-prices property-market immobilier loyer= huurprij rents= vastgoed overname= rachat= takeover=
merger= fusion= hectoliter viticult wijnbouw wijngaard wijnoogst landbouw boerin= agricult farmers= betteraves
elevage= elevages soldes= cyber-monday bons-plans supermarkt= prijsstijging hausse-des-prix cost-of-living spaarboek
pensioenfonds faillites= autoverkoop nieuwbouw
""",
    "crime and accidents": """
ongeval= ongeluk= verongelukt aanrijding frontale botsing= accident= accidents accidente percute collision=
carambolage motard= motocycliste cycliste= fietser= fietsers pieton= voetganger pedestrian car-crash plane-crash
crash-on dies-after noodlanding pompiers= incendie= incendies uitslaande brandstichting brandweer blaze= firefighter
fire-crews meurtre meurtrier moord= moorden moordenaar moordzaak doodslag doodsteek murder manslaughter homicide
killed= killing= stabbing stabbed steekpartij mesaanval coups-de-couteau poignard schietpartij geschoten= fusillade
shooting= shootings gunman gunmen feminicide assassin assises= reclusion= viol= viols= verkracht rape= rapist
agression-sex sexual-assault aanrand drugs= drugshandel drugslab drogue= stupefiants narcotra cocaine= heroin=
cannabis= braquage plofkraak overval= overvaller vermist= disparition-d disparue= missing-woman missing-man
missing-girl lichaam-gevonden body-found doden= gewond= gewonden zwaargewond blesses= noyade= verdronken verdrink
drown terrorist explosion= ontploffing klimmer= alpiniste climber= hiker= hillwalker randonneur evacue= snelweg
autoroute= motorway filevorming spookrijder ivre= dronken= drink-driv dui= assises survivants overlevenden survivors=
puin= rubble= enqueteurs-privilegient jailed-for-life crimes-de-guerre war-crimes
""",
    "science and health": """
nasa= esa= spacex fusees astronaut astronomen= orbite= lune= lunaire maanlanding moon= rover= telescoop archeolog
archaeolog opgraving fouilles= necropole dinosau fossiel fossile= fossil= mammouth viking= romeins= gaulois grippe=
griepgolf flu= vaccin= vaccins vaccinat vaccineren vaccine= measles rougeole mazelen kanker= cancers covid coronavirus
bronchiolite alzheimer= diabet obesit zwanger grossesse pregnan natalite geboortecijfer birth-rate fertilit menopause
kernreactor kernuitstap kerncentrale nucleaire= nuclear-power reacteur= windmolen= eolienne wind-farm zonnepanel
panneaux-solaires
""",
    "life and motoring": """
recette= recettes= recipes bakken= appeltaart gateau= gateaux cake= chocolat= cuisson= veloute soupe= cuisine=
gastronom michelin= etoile-michelin sterrenchef jardinage= tuinier tuintips gardening jardin= vakantiegangers
city-trip citytrip wandeling wandelroute randonnee= balades brocante brocantes rommelmarkt que-faire-ce weekendtips
galaxy-s pixel-9 macbook= airpods playstation xbox= nintendo smartwatch koptelefoon headphones= televiseurs tvs=
review= test-du test-de smartphones-de elektrische-auto elektrische-wagen elektrische-volvo voiture-electrique
voitures-electriques electric-car actieradius hatchback suv= berline= first-drive tesla= peugeot renault= volkswagen=
loterie= loterij= lotto= euromillions powerball eindexamen examenresul gcse a-level baccalaureat bac-2
rentree-scolaire ouderschapsverlof conge-parental kinderopvang huwelijk= mariage= wedding= jumeaux= tweeling=
triplets= renovatie= zwembad= fietspad fietspaden fietsstraat piste-cyclable rond-point wegenwerken parkeertarie
parkeerplaats= covoiturage bomenkap housing-plan sociale-woning logement-social volunteers= benevoles= vrijwilligers=
lesgeven leraar-van centenarian honderdjarige
""",
}
"""A desk and its words: one in a title says what an article is of."""
COMMON = """
trump= boeren= recipe= netflix municipales la-chambre greve= degres= vendange tempete= finale= essai= piscine= budget=
temperatur iphone cancer= pluie= orage= loup= disparu= attentat= aanslag= vermiste noye= embouteillage huurders=
tenants= loyers= vakantie= griep= taart= deces= fusee= divorce= album= balade= vacances= election vulkaan=
black-friday kamerleden elections stembureau brand= fire= fires= firefighters trein= treinen train= trains= tramway
museum musee= theatre= theater= crash= dies= dead= died= mort= morts= morte= dood= judge= juge= jury= rechtbank
rechter= prison= jailed procureur-general avocat-general earnings aandelen shares= prijs= prijzen prices= fares=
tarieven hausse= baisse= baissera augmente= stijgt= stijgen stijging daalt= dalen rise= rises= rose= falls= taux=
emplois= banen= jobs= werknemers ouvriers usine= fabriek= factory= gouvernement regering government burgemeester=
bourgmestre loi= wet= bill= bills= vote= votes= stemt= zetels parti= partij= party= gauche= droite= motion= oorlog
guerre= war= leger army= armee= soldat soldaten soldiers ukrain oekrai russie rusland russia israel iran= china chine=
japan japon europe= match= matchs= matches= buts= goal= duel= duels= cup= league= coupe= seizoen= saison= season= win=
wint= bat= titel= titre= ploeg= equipe= series= serie= film= films= book= books= boek= livre= roman= muziek musique
music= band= star= ster= scene= expo= publiek= toeschouwers spectateurs spectators wind= vent= nevel brouillard fog=
gel= regen= rain= snow= zon= soleil zonnig zomer= hiver= summer= winter= storm= hond= chien= dog= kat= cat= koe=
vache= cow= paard= cheval= horse= berger= troupeau dier= dieren= animal= tournoi toernooi tournament kind= kinderen
enfant= enfants= child= children= baby= bebe= bebes= ouders= vader= grandmother leraar leraren teacher teachers
leerlingen eleves etudiant arts= artsen medecin medecins doctors huisarts maladie ziekte disease woning= woningen
logement homes= bier= biere= beer= vin= vins= wijn= wine= wines= eten= food= restaurant voiture= voitures= auto=
auto's car= cars= drivers= chauffeur= automobiliste route= road= lanes= velo= velos= fiets= bike= bikes= avion=
avions= vliegtuig plane= flight= flights= passagers reizen tourist touris plage strand= beach= beaches= berg=
mountain= zee= sea= rescue rescued gered= sauve= sauvee redding zoektocht recherches= blesse= blessee= injured= hurt=
injury= wandelaar walkers gevonden discover etude= studie= study= wetenschap scientif scientist planet jardin=
moestuin fete= feest= kerst= christmas= easter= pasen= paques= travaux= werken= renovation= rouvre= heropen reopens=
closes= anniversaire jubileum anniversary bezoek= visite= visit= visits= inaugur accord= akkoord= deal= talks=
onderhandelingen negociations sommet= summit= top= amical palace= drones= missiles= species= verlof= conge= postes=
natuur= arbre= arbres= bomen= boom= trees= tree= metres= hommage tribute eerbetoon= begrafenis= obseques funeral=
gouden= gold= ban= banned= verbod= verbied interdi interdiction steun= subside subsid subvention campaign campagne=
klimaat= energie= gaz= gas= carburant benzine diesel= gazole olie= oil= pound= bourse= stock= winkel= winkels=
magasin= magasins= shop= shops= shoppers retail= sales= vente= ventes= verkoop= village= villages= dorp= pub= pubs=
cafe= cafes= jaar-oud aged= homme= women= girl= boy= jongen= meisje= fille= garcon= teenager= roi= reine= queen=
koning= euros-par best= meilleur= meilleure= beste= how-to= tips= conseils= zaai church= eglise= kerk= council-tax
water-bills syndicat strike= grevist travailleurs record-du record-de president= presidents candidats candidates
kandidaat kandidaten retard= printemps= voorjaar= lente= spring= autumn= automne= herfst= najaar= euros-le gratuit
officers hospitalised dying= wheat oogst= harvest= recolte boulanger bakker bakkers bakery= brouwer brouwerij
trimestre kwartaal quarter= proprietaire concert= chanteur= wembley climbers novel= novels author= auteur= autrice
romans jeugd= jongeren jeunes= youth= familles habitants bewoners= residents neighbours buren= riverains opening-van
trimestriel abonnes-au cheese= fromage= kaas= boter beurre viande= vlees= meat= poisson= vis= fish= brood= bread=
soup= soep= salade= koken cooking= wages= wage= salary subsidie quartier wijk= gemeenteraad conseil-communal
village-hall rond= second-tour rondetijd trois-points drie-punten overwint kwalific qualif blessures ligament
rugblessure entrainement training= mondial= wereldbeker worldcup gagnant winnaar winner= winners laureat prijswinnaar
award= awards nominated nomine genomineerd jubile eeuwfeest centenaire siecle= eeuw= century= chateau= kasteel=
castle= patrimoine= erfgoed= heritage= bois= foret= bos= forest= lac= lake= river= ijs= ice= vuur= feu= smoke= fumee=
secours= hulpdiensten emergency-services ambulance= hospitalise overleed succombe gestorven omgekomen decede= decedee
"""
"""Words of other news that may stand beside an attack too: one alone says nothing, two that differ do."""


def pattern_of(words: str) -> str:
    """
    >>> bool(re.match(pattern_of("world-cup wk="), "world cups")), bool(re.match(pattern_of("wk="), "wkb"))
    (True, False)
    """
    stems = sorted(words.split(), key=len, reverse=True)
    return "|".join(
        stem.removesuffix("=").replace("'", "['’]").replace("-", "[-'’ ]") + r"\b" * stem.endswith("=")
        for stem in stems
    )


_PATTERNS = {topic: re.compile(rf"(?<![a-z0-9])(?:{pattern_of(words)})") for topic, words in TOPICS.items()}
_ANY = re.compile(rf"(?<![a-z0-9])(?:{pattern_of(' '.join([COMMON, *TOPICS.values()]))})")


def other_topic(title: str, summary: str = "") -> str | None:
    """What says that this is of something else, in words; None when nothing does.

    Both texts are in lower case, without accents. Title: a word of a desk is enough. Else two words that differ.

    >>> other_topic("ajax verslaat feyenoord"), other_topic("a week at home", "snow closed the road")
    ("of sport ('ajax')", "of other things ('snow', 'road')")
    >>> other_topic("a rainy day", "the ledger is gone")
    """
    for topic, pattern in _PATTERNS.items():
        if found := pattern.search(title):
            return f"of {topic} ({found[0]!r})"
    words = list(dict.fromkeys(_ANY.findall(f"{title} {summary}")))[:2]
    return f"of other things ({words[0]!r}, {words[1]!r})" if len(words) > 1 else None
